package fa

import "avagar/app/library"

// Sentences of the page of models and voices.
var (
	LibraryTitle = Sentence{"کتابخانه", "Library"}
	LibraryFind  = Sentence{"جست‌وجو", "Search"}
	LibraryShelf = Sentence{"صداهای آشنا", "Known voices"}
	LibraryOwn   = Sentence{"صداهای من", "My voices"}
	LibraryHere  = Sentence{"این رایانه", "This computer"}

	FindHint      = Sentence{"نام، نشانی صفحه یا واژه‌ای بنویسید…", "A name, a page's address or a word…"}
	FindKind      = Sentence{"چه چیزی", "What"}
	FindModels    = Sentence{"مدل‌ها", "Models"}
	FindDatasets  = Sentence{"مجموعه‌های داده", "Datasets"}
	FindTask      = Sentence{"کار", "Task"}
	FindAnyTask   = Sentence{"هر کاری", "Any task"}
	FindLanguage  = Sentence{"زبان", "Language"}
	FindPersian   = Sentence{"فارسی", "Persian"}
	FindAnyTongue = Sentence{"هر زبانی", "Any language"}
	FindLibrary   = Sentence{"قالب", "Format"}
	FindAnyFormat = Sentence{"هر قالبی", "Any format"}
	FindLicense   = Sentence{"پروانه", "Licence"}
	FindAnyTerms  = Sentence{"هر پروانه‌ای", "Any licence"}
	FindSort      = Sentence{"ترتیب", "Order"}
	FindMost      = Sentence{"پُردریافت‌ترین", "Most downloaded"}
	FindLiked     = Sentence{"پسندیده‌ترین", "Most liked"}
	FindNewest    = Sentence{"تازه‌ترین", "Newest"}
	FindChanged   = Sentence{"تازه‌تغییریافته", "Changed last"}
	FindFilters   = Sentence{"پالایش: %s", "Filters: %s"}
	FindMore      = Sentence{"بیشتر", "More"}
	FindBusy      = Sentence{"از هاب می‌پرسد…", "Asking the hub…"}
	FindNone      = Sentence{"چیزی پیدا نشد؛ واژهٔ دیگری بنویسید یا پالایه‌ها را بردارید.", "Nothing was found; try another word or take filters away."}
	FindSeen      = Sentence{"بی‌اینترنت: آنچه پیش‌تر دیده شده، دست‌بالا از %s.", "Without the hub: what was seen before, at the earliest %s."}
	FindSeenNone  = Sentence{"بی‌اینترنت: از آنچه پیش‌تر دیده شده چیزی به این نمی‌خورد.", "Without the hub: nothing that was seen before fits."}
	FindCount     = Sentence{"%s یافته", "%s found"}
	FindAndMore   = Sentence{"%s یافته و بیشتر", "%s found, and more"}

	HitHere      = Sentence{"روی این رایانه هست", "on this computer"}
	HitGated     = Sentence{"اجازه می‌خواهد", "asks for permission"}
	HitDownloads = Sentence{"%s دریافت", "%s downloads"}
	HitLikes     = Sentence{"%s پسند", "%s likes"}
	HitLicense   = Sentence{"پروانهٔ %s", "licence %s"}
	ClassVoice   = Sentence{"%s، %s", "%s, %s"}
	ClassNever   = Sentence{"سخن نمی‌گوید: %s", "does not speak: %s"}
	FileInFolder = Sentence{"پوشهٔ %s", "folder %s"}
	HitNoLicense = Sentence{"پروانه گفته نشده", "no licence told"}

	SheetNone      = Sentence{"مدلی را از فهرست برگزینید تا کارت، صداها و پرونده‌هایش اینجا بیاید.", "Choose a model of the list to see its card, voices and files here."}
	SheetBusy      = Sentence{"%s خوانده می‌شود…", "Reading %s…"}
	SheetCard      = Sentence{"کارت", "Card"}
	SheetVoices    = Sentence{"صداها", "Voices"}
	SheetFiles     = Sentence{"پرونده‌ها", "Files"}
	SheetNoCard    = Sentence{"این مخزن کارتی ندارد.", "This repository has no card."}
	SheetPlainCard = Sentence{"کارت این مخزن به شکل ساده نشان داده می‌شود.", "The card of this repository is shown as plain text."}
	SheetOffline   = Sentence{"هاب در دسترس نیست؛ این از %s است.", "The hub is out of reach; this is of %s."}
	SheetPage      = Sentence{"صفحهٔ آن در هاب", "Its page on the hub"}
	BrowseFailed   = Sentence{"مرورگری باز نشد؛ این نشانی را خودتان باز کنید: %s", "No browser opened; open this address yourself: %s"}
	SheetGated     = Sentence{"نویسندهٔ این مخزن می‌خواهد بداند چه کسی دریافتش می‌کند: در صفحهٔ آن در هاب اجازه بگیرید و سپس توکن خود را اینجا بگذارید.", "The author wants to know who downloads this: ask for access on its page on the hub, then give your token here."}
	SheetToken     = Sentence{"گذاشتن توکن…", "Give a token…"}
	SheetImage     = Sentence{"(تصویر: %s)", "(picture: %s)"}
	SheetPicture   = Sentence{"(تصویر)", "(picture)"}
	SheetFacts     = Sentence{"%s؛ نسخهٔ %s", "%s; revision %s"}

	VoiceGet       = Sentence{"دریافت", "Download"}
	VoiceVariant   = Sentence{"%s (%s)", "%s (%s)"}
	VoiceGotIt     = Sentence{"روی این رایانه هست", "On this computer"}
	SizeUnknown    = Sentence{"اندازه ناگفته", "size not told"}
	GetAll         = Sentence{"دریافت همه", "Download everything"}
	GetChosen      = Sentence{"دریافت برگزیده‌ها", "Download the chosen ones"}
	GetAdded       = Sentence{"%s در صف دریافت نشست.", "%s is in the queue of downloads."}
	GetNeeds       = Sentence{"برگزیده: %s؛ جای آزاد روی دیسک: %s.", "Chosen: %s; free on the disk: %s."}
	GetNoRoom      = Sentence{"برگزیده: %s؛ ولی روی دیسک تنها %s جا هست؛ جا باز کنید یا کمتر برگزینید.", "Chosen: %s; but the disk has only %s free; make room or choose less."}
	GetNothing     = Sentence{"پرونده‌ای برگزیده نیست؛ با کلید فاصله برگزینید.", "No file is chosen; choose with the space bar."}
	FilesAll       = Sentence{"گزینش همه", "Choose all"}
	FilesNone      = Sentence{"هیچ‌کدام", "None"}
	FileFolder     = Sentence{"%s، پوشه، %s پرونده، %s", "%s, folder, %s files, %s"}
	FileLine       = Sentence{"%s، %s", "%s, %s"}
	FilesNoList    = Sentence{"فهرست پرونده‌ها هنوز دانسته نیست؛ با اینترنت دوباره باز کنید.", "The list of files is not known yet; open it again with a network."}
	ShelfAbout     = Sentence{"این صداها را دیگران ساخته‌اند و در هاب‌اند. اندازه و پروانه را پیش از دریافت در کارت هر یک ببینید.", "Others made these voices; they are on the hub. See size and licence on the card of each before downloading."}
	HereNone       = Sentence{"هنوز مدلی روی این رایانه نیست. از «جست‌وجو» یا «صداهای آشنا» دریافت کنید، یا بسته‌ای از دوستی را بیاورید.", "There is no model on this computer yet. Download one, or bring in a bundle from a friend."}
	HereTotal      = Sentence{"%s مدل، روی هم %s؛ جای آزاد: %s", "%s models, %s together; free: %s"}
	HereForeign    = Sentence{"برنامهٔ دیگری آورده است", "brought by another program"}
	OwnNone        = Sentence{"هنوز صدایی از آن خود ندارید؛ در صفحهٔ «آموزش» یکی بسازید، یا پروندهٔ صدایی را از «روی این رایانه» بیاورید.", "You have no voice of your own yet; make one on the page “Training”, or bring in the file of one under “On this computer”."}
	OwnTotal       = Sentence{"صداهایی که ساخته یا آورده‌اید: %s", "Voices that you made or brought: %s"}
	OwnChoose      = Sentence{"نخست صدایی را در فهرست برگزینید.", "First choose a voice in the list."}
	OwnPictured    = Sentence{"با تصویر", "with a picture"}
	OwnPicture     = Sentence{"تصویر…", "Picture…"}
	OwnGiven       = Sentence{"صدای %s تصویر گرفت.", "The voice %s has got its picture."}
	OwnTaken       = Sentence{"تصویر صدای %s برداشته شد.", "The picture of the voice %s was taken away."}
	OwnExport      = Sentence{"بردن در یک پرونده…", "Take along in a file…"}
	OwnExportTitle = Sentence{"بردن صدا در یک پرونده", "Take a voice along in a file"}
	OwnExportAbout = Sentence{"صدا با تصویر و پروانه‌اش در یک پرونده نوشته می‌شود؛ هر آواگر دیگری آن را می‌آورد و با آن سخن می‌گوید.", "The voice is written into one file with its picture and licence; any other Avagar takes it in and speaks with it."}
	OwnExported    = Sentence{"صدای %s در %s نوشته شد.", "The voice %s was written to %s."}
	OwnRemoveTitle = Sentence{"پاک کردن صدا", "Remove the voice"}
	OwnRemoveAsk   = Sentence{"صدای «%s» از این رایانه پاک می‌شود و %s جا آزاد می‌شود. آموزشی که از آن ساخته شده است می‌ماند.", "The voice %s is removed from this computer, which frees %s. The training that it was made of stays."}
	OwnRemoved     = Sentence{"صدای %s پاک شد.", "The voice %s was removed."}

	HereRemove    = Sentence{"پاک کردن…", "Remove…"}
	HereExport    = Sentence{"بسته‌بندی…", "Bundle…"}
	HereImport    = Sentence{"آوردن از پرونده…", "Bring in a file…"}
	HereFolder    = Sentence{"آوردن پوشه…", "Bring in a folder…"}
	HereChoose    = Sentence{"نخست مدلی را در فهرست برگزینید.", "First choose a model in the list."}
	RemoveTitle   = Sentence{"پاک کردن مدل", "Remove the model"}
	RemoveAsk     = Sentence{"%s از این رایانه پاک می‌شود و %s جا آزاد می‌شود. پرونده‌هایی که نسخه یا صدای دیگری هم به کار می‌برد می‌مانند. برای داشتن دوباره‌اش باید دریافت شود.", "%s is removed from this computer, which frees %s. Files that another revision or voice uses stay. To have it again it must be downloaded."}
	RemoveDo      = Sentence{"پاک کن", "Remove"}
	RemoveDone    = Sentence{"%s پاک شد و %s جا آزاد شد.", "Removed %s and freed %s."}
	BundleTitle   = Sentence{"بسته‌بندی برای رایانه‌ای دیگر", "A bundle for another computer"}
	BundleAbout   = Sentence{"مدل‌های برگزیده با نشانهٔ درستی‌شان در یک پرونده نوشته می‌شوند؛ آن را با حافظهٔ همراه ببرید و در آواگرِ دیگری «آوردن از پرونده» را بزنید.", "The chosen models are written into one file with their sums; carry it on a stick and choose “Bring in a file” in another Avagar."}
	BundleDo      = Sentence{"بنویس", "Write"}
	BundleRunning = Sentence{"بسته نوشته می‌شود", "Writing the bundle"}
	BundleDone    = Sentence{"بسته در %s نوشته شد (%s).", "Wrote the bundle to %s (%s)."}
	BundleStopped = Sentence{"بسته‌بندی لغو شد و پروندهٔ ناتمامی نماند.", "The bundle was cancelled; no unfinished file is left."}
	BundleChoose  = Sentence{"دست‌کم یک مدل را برگزینید.", "Choose at least one model."}
	BringRunning  = Sentence{"خوانده و سنجیده می‌شود", "Reading and checking"}
	BringDone     = Sentence{"آورده شد: %s", "Brought in: %s"}
	BringStopped  = Sentence{"آوردن لغو شد و چیزی تغییر نکرد.", "It was cancelled and nothing has changed."}
	TokenTitle    = Sentence{"توکن هاب", "The hub's token"}
	TokenAbout    = Sentence{"در {huggingface.co/settings/tokens} توکنی با اجازهٔ خواندن بسازید و اینجا بچسبانید. در جاکلیدی سیستم نگه داشته می‌شود و جز به هاب به کسی داده نمی‌شود.", "Make a token that may read at huggingface.co/settings/tokens and paste it here. It is kept in the system's keyring and given to nobody but the hub."}
	TokenField    = Sentence{"توکن", "Token"}
	TokenKept     = Sentence{"توکن در جاکلیدی سیستم نگه داشته شد.", "The token is kept in the system's keyring."}
	TokenKeptFile = Sentence{"سیستم جاکلیدی ندارد؛ توکن در پرونده‌ای نگه داشته شد که تنها شما می‌توانید بخوانید.", "The system has no keyring; the token is kept in a file that only you can read."}

	LibraryKeyFind   = Sentence{"رفتن به جست‌وجو", "Go to the search"}
	LibraryKeyOpen   = Sentence{"باز کردن کارت مدلِ برگزیده", "Open the card of the chosen model"}
	LibraryKeyChoose = Sentence{"گزینش پرونده یا پوشه برای دریافت", "Choose a file or folder to download"}
	LibraryKeyRemove = Sentence{"پاک کردن مدلِ برگزیده از این رایانه", "Remove the chosen model from this computer"}
	LibraryKeyImport = Sentence{"آوردن صدا یا بسته از پرونده", "Bring in a voice or a bundle from a file"}
)

// tasks are the hub's names of what models are for, in words.
var tasks = map[string]Sentence{
	"text-to-speech":               {"متن به گفتار", "text to speech"},
	"text-to-audio":                {"متن به صدا", "text to audio"},
	"automatic-speech-recognition": {"گفتار به متن", "speech recognition"},
	"audio-to-audio":               {"صدا به صدا", "audio to audio"},
	"audio-classification":         {"دسته‌بندی صدا", "audio classification"},
	"text-generation":              {"ساختن متن", "text generation"},
	"translation":                  {"ترجمه", "translation"},
}

// License tells what a repository may be used for, as the hub names it.
func (l Locale) License(name string) string {
	if name == "" {
		return l.Say(HitNoLicense)
	}
	return l.Say(HitLicense, name)
}

// Task names what a model is for; tasks that have no words keep the hub's name,
// and none has no words at all.
func (l Locale) Task(task string) string {
	if task == "" {
		return ""
	}
	if s, ok := tasks[task]; ok {
		return l.Say(s)
	}
	return l.Name(task)
}

// ClassRuns says in a word whether a voice speaks here.
func ClassRuns(r library.Runs) Sentence {
	if r == library.RunsHere {
		return Sentence{"همین‌جا سخن می‌گوید", "speaks here"}
	}
	return Sentence{"با نسخهٔ آینده سخن می‌گوید", "speaks with the next release"}
}

var briefly = map[library.Reason]Sentence{
	library.ReasonSpace:       {"برنامه‌ای در هاب است", "a program on the hub"},
	library.ReasonNoModel:     {"مدلی در آن نیست", "there is no model in it"},
	library.ReasonPickle:      {"قالب {PyTorch}", "format of PyTorch"},
	library.ReasonSafetensors: {"وزن‌های خام", "raw weights"},
	library.ReasonFormat:      {"قالب دستگاه‌های دیگر", "a format for other devices"},
	library.ReasonNoConfig:    {"پرونده‌های همراه ندارد", "lacks the files that go with it"},
	library.ReasonOtherONNX:   {"خانوادهٔ ناشناخته", "an unknown family"},
	library.ReasonNotSpeech:   {"برای کار دیگری است", "it is for something else"},
	library.ReasonVocoder:     {"تنها آواساز است", "a vocoder alone"},
	library.ReasonName:        {"نام پرونده‌ای پذیرفتنی نیست", "a file name that cannot be kept"},
}

// ClassReason says in a few words why something does not speak.
func ClassReason(r library.Reason) Sentence {
	if s, ok := briefly[r]; ok {
		return s
	}
	return Sentence{"خانوادهٔ ناشناخته", "an unknown family"}
}
