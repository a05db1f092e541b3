package fa

import "avagar/engine/dataset"

// Sentences of the page of datasets.
var (
	DatasetsTitle   = Sentence{"مجموعه‌ها", "Datasets"}
	DatasetsNone    = Sentence{"هنوز ضبطی نیاورده‌اید. پوشه‌ای با ضبط‌ها و متن‌هایشان، یک {zip} از آن، یا یک ضبط بلند با متنش بیاورید؛ یا آن را روی پنجره رها کنید.", "You have brought no recordings yet. Bring a folder of recordings with their texts, a zip of it, or one long recording with its text; or drop it on the window."}
	DatasetsBring   = Sentence{"آوردن…", "Import…"}
	DatasetsTrain   = Sentence{"آموزش صدا با این ضبط‌ها…", "Train a voice on these…"}
	DatasetsCheck   = Sentence{"سنجش دوباره", "Check again"}
	DatasetsRemove  = Sentence{"پاک کردن…", "Remove…"}
	DatasetMinutes  = Sentence{"%s دقیقه، زبان %s", "%s minutes, language %s"}
	DatasetCounts   = Sentence{"%s گفته از %s گفته به کار می‌آید", "%s of %s utterances can be used"}
	DatasetFindings = Sentence{"%s یافته", "%s findings"}
	DatasetNoFlaw   = Sentence{"بی‌ایراد", "nothing wrong"}
	DatasetUnheard  = Sentence{"هنوز سنجیده نشده؛ «سنجش دوباره» را بزنید", "not checked yet; press “Check again”"}
	DatasetAbout    = Sentence{"%s دقیقه از %s دقیقه به کار می‌آید؛ %s گفته برای سنجش کنار است", "%s of %s minutes can be used; %s utterances are held out"}

	DatasetTabSaid    = Sentence{"گفته‌ها", "Utterances"}
	DatasetTabChecked = Sentence{"سنجش و پوشش", "Findings and coverage"}

	UtterancesFilter  = Sentence{"نمایش", "Show"}
	UtterancesAll     = Sentence{"همه (%s)", "all (%s)"}
	UtterancesFlawed  = Sentence{"با هشدار یا خطا (%s)", "with warnings or errors (%s)"}
	UtterancesGone    = Sentence{"کنارگذاشته‌ها (%s)", "left out (%s)"}
	UtterancesWith    = Sentence{"%s (%s)", "%s (%s)"}
	UtterancesNothing = Sentence{"گفته‌ای چنین نیست.", "There is no such utterance."}
	UtteranceAbout    = Sentence{"%s، %s ثانیه", "%s, %s s"}
	UtteranceUnusable = Sentence{"به کار نمی‌آید", "cannot be used"}
	UtteranceHear     = Sentence{"شنیدن", "Hear"}
	UtteranceStop     = Sentence{"ایست", "Stop"}
	UtteranceEdit     = Sentence{"درست کردن متن…", "Correct the text…"}
	UtteranceLeave    = Sentence{"کنار گذاشتن", "Leave out"}
	UtteranceTake     = Sentence{"آوردن به آموزش", "Take in"}
	UtterancesLeave   = Sentence{"کنار گذاشتن همهٔ این فهرست", "Leave out all of this list"}
	UtterancesTake    = Sentence{"آوردن همهٔ این فهرست", "Take in all of this list"}
	UtteranceNoSound  = Sentence{"صدای این گفته نشان داده نمی‌شود: %s", "The sound of this utterance cannot be shown: %s"}
	TextTitle         = Sentence{"متن گفتهٔ %s", "Text of %s"}
	TextAbout         = Sentence{"همان را بنویسید که شنیده می‌شود.", "Write exactly what is heard."}
	TextSave          = Sentence{"ذخیره", "Save"}
	TextEmpty         = Sentence{"متن نمی‌تواند خالی باشد؛ اگر این گفته به کار نمی‌آید، کنارش بگذارید.", "The text cannot be empty; leave the utterance out if it is of no use."}

	BringRecordings = Sentence{"آوردن ضبط‌ها", "Import recordings"}
	BringAbout      = Sentence{"پوشه یا {zip} با ضبط‌ها و متن‌هایشان، یا یک ضبط بلند و متنش. آنچه می‌آورید دست نمی‌خورد.", "A folder or a zip of recordings with their texts, or one long recording with its text. What you bring is not changed."}
	BringFrom       = Sentence{"از", "From"}
	BringNothing    = Sentence{"چیزی برگزیده نشده است.", "Nothing is chosen."}
	BringFolder     = Sentence{"پوشه…", "Folder…"}
	BringFile       = Sentence{"{zip} یا صدا…", "Zip or sound…"}
	BringText       = Sentence{"متن ضبط بلند…", "Text of a long recording…"}
	BringLooking    = Sentence{"نگاه می‌کند…", "Looking…"}
	BringFound      = Sentence{"%s: %s گفته، %s.", "%s: %s utterances, %s."}
	BringSpeaker    = Sentence{"%s گوینده دارد؛ آن که بیشتر گفته است می‌آید.", "It has %s speakers; the one who says most is taken."}
	BringWithout    = Sentence{"متن %s", "text %s"}
	BringName       = Sentence{"نام مجموعه", "Name of the dataset"}
	BringSpoken     = Sentence{"زبان", "Language"}
	BringSpeech     = Sentence{"خودش بیابد، یا {fa}، {de}، …", "found by itself, or fa, de, …"}
	BringCopy       = Sentence{"رونوشت بگیر", "Make copies"}
	BringLinks      = Sentence{"بی رونوشت، هر جا بشود همان پرونده‌ها به کار می‌روند و جای تازه‌ای نمی‌گیرند.", "Without copies, the files themselves are used where that is possible, and take no more room."}
	BringLost       = Sentence{"%s متن بی‌صدا و %s صدای بی‌متن کنار می‌ماند.", "%s texts without sound and %s sounds without text are left."}
	BringDo         = Sentence{"بیاور", "Import"}
	BringStage      = Sentence{"%s…", "%s…"}
	BringBroken     = Sentence{"آوردن ایستاد و آنچه آمده بود می‌ماند؛ همان را دوباره بیاورید تا پی گرفته شود.", "The import was stopped and what has come stays; bring the same again to go on."}
	CheckRunning    = Sentence{"سنجش ضبط‌ها", "Checking the recordings"}
	CheckDone       = Sentence{"ضبط‌های «%s» سنجیده شد.", "The recordings of %s were checked."}
	CheckBroken     = Sentence{"سنجش نیمه‌تمام ماند؛ یافته‌های پیشین سر جایشان‌اند.", "The check was stopped; what was found before stays."}

	SetRemoveTitle = Sentence{"پاک کردن مجموعه", "Remove the dataset"}
	SetRemoveAsk   = Sentence{"مجموعهٔ «%s» با متن‌های درست‌شده‌اش پاک می‌شود و %s جا آزاد می‌شود. آنچه از آن آورده‌اید و صداهایی که آموخته‌اید می‌مانند.", "The dataset %s is removed with the texts that you corrected, which frees %s. What you brought it from and the voices that learned from it stay."}
	SetRemoveOwn   = Sentence{"مجموعهٔ «%s» را همین‌جا ضبط کرده‌اید و جای دیگری نیست: با پاک کردنش ضبط‌ها از میان می‌روند و %s جا آزاد می‌شود.", "You recorded the dataset %s here and it is nowhere else: removing it loses the recordings, and frees %s."}

	CoverageTitle   = Sentence{"آواهای فارسی در این ضبط‌ها", "The sounds of Persian in these recordings"}
	CoverageOther   = Sentence{"پوشش آواها تنها برای فارسی سنجیده می‌شود.", "Coverage is measured for Persian alone."}
	CoverageGood    = Sentence{"همهٔ آواهای فارسی به بس گفته شده‌اند.", "All sounds of Persian are spoken often enough."}
	CoverageMissing = Sentence{"هیچ‌گاه گفته نشده: %s.", "Never spoken: %s."}
	CoverageFew     = Sentence{"کم گفته شده (کمتر از %s بار): %s.", "Rarely spoken (less than %s times): %s."}
	CoverageBars    = Sentence{"هر ستون هر چه بلندتر، آوایش بیشتر گفته شده است و عدد زیرش شمار آن است؛ از کم به زیاد.", "The higher a bar, the more often its sound is spoken, and the number tells how often; the rarest come first."}
	CoverageRead    = Sentence{"این جمله‌ها کمبود را پر می‌کنند؛ در صفحهٔ «ضبط» بخوانیدشان:", "These sentences fill the gap; read them on the page “Recorder”:"}
	TallyTitle      = Sentence{"آنچه دیده شد", "What was noticed"}
	TallyLine       = Sentence{"%s: %s گفته", "%s: %s utterances"}

	RepairOne     = Sentence{"درست کردن صدا", "Repair the sound"}
	RestoreOne    = Sentence{"بازگرداندن صدای نخست", "Restore the first sound"}
	RepairedIs    = Sentence{"صدا درست شده", "repaired"}
	RepairAll     = Sentence{"درست کردن صدای %s گفته", "Repair the sound of %s utterances"}
	RestoreAll    = Sentence{"بازگرداندن صدای نخست %s گفته", "Restore the first sound of %s utterances"}
	RepairAbout   = Sentence{"وزوز و انحراف زدوده، کانال خراب کنار گذاشته و بلندی یکسان می‌شود. ضبط نخست می‌ماند و بازمی‌گردد. آموزش خودش هم چنین می‌کند و سکوت دو سر را هم می‌برد.", "Hum and offset are removed, bad channels left out, and the loudness is made even. The first recording is kept and can be restored. A training does so by itself, and trims the silence at both ends too."}
	RepairRunning = Sentence{"درست کردن صداها", "Repairing the sounds"}
	RepairBroken  = Sentence{"درست کردن صداها نیمه‌تمام ماند؛ آنچه درست شده می‌ماند.", "Repairing was stopped; what was repaired stays."}
	RepairDone    = Sentence{"صدای %s گفته درست شد.", "The sound of %s utterances was repaired."}
	RestoreDone   = Sentence{"صدای نخست %s گفته بازگشت.", "The first sound of %s utterances is back."}

	DatasetsKeyBring  = Sentence{"آوردن ضبط‌ها", "Import recordings"}
	DatasetsKeyHear   = Sentence{"شنیدن گفتهٔ برگزیده", "Hear the chosen utterance"}
	DatasetsKeyTake   = Sentence{"کنار گذاشتن گفتهٔ برگزیده، یا آوردنش", "Leave the chosen utterance out, or take it in"}
	DatasetsKeyText   = Sentence{"درست کردن متن گفتهٔ برگزیده", "Correct the text of the chosen utterance"}
	DatasetsKeyStop   = Sentence{"ایست", "Stop"}
	DatasetsKeyTrain  = Sentence{"آموزش صدا با این ضبط‌ها", "Train a voice on these recordings"}
	DatasetsKeyCheck  = Sentence{"سنجش دوباره", "Check again"}
	DatasetsKeyRemove = Sentence{"پاک کردن مجموعه", "Remove the dataset"}
)

var findingNames = map[dataset.Code]Sentence{
	dataset.MissingAudio:     {"بی‌صدا", "no sound file"},
	dataset.UnreadableAudio:  {"ناخوانا", "unreadable"},
	dataset.EmptyAudio:       {"صدای تهی", "empty sound"},
	dataset.TooShort:         {"بسیار کوتاه", "too short"},
	dataset.TooLong:          {"بسیار بلند", "too long"},
	dataset.LowRate:          {"نرخ نمونه‌برداری کم", "low sample rate"},
	dataset.Silent:           {"سکوت", "silent"},
	dataset.Clipped:          {"بریده از بلندی", "clipped"},
	dataset.Noisy:            {"پرنوفه", "noisy"},
	dataset.Hum:              {"وزوز برق", "hum"},
	dataset.Quiet:            {"آهسته", "quiet"},
	dataset.Truncated:        {"پایان‌بریده", "cut off"},
	dataset.Mislabelled:      {"پسوند نادرست", "wrong ending"},
	dataset.BadChannel:       {"کانال خراب", "bad channel"},
	dataset.Offset:           {"دور از صفر", "off its zero"},
	dataset.TextMissing:      {"بی‌متن", "no text"},
	dataset.TextUnreadable:   {"متن ناخوانا", "unreadable text"},
	dataset.TextUnspoken:     {"متن ناگفتنی", "text that cannot be said"},
	dataset.AudioWithoutText: {"صدای بی‌متن", "sound without text"},
	dataset.DuplicateID:      {"شناسهٔ تکراری", "duplicate id"},
	dataset.DuplicateAudio:   {"صدای تکراری", "duplicate sound"},
	dataset.RefusedID:        {"شناسهٔ ناپذیرفته", "refused id"},
	dataset.ExtraColumns:     {"ستون‌های افزون", "further columns"},
	dataset.SpeakingRateOdd:  {"تندی شگفت", "odd speaking rate"},
	dataset.PhonemesMissing:  {"بی‌واج", "no phonemes"},
	dataset.SymbolsUnknown:   {"واج ناشناخته", "unknown phonemes"},
	dataset.TimesUnreadable:  {"زمان ناخوانا", "unreadable times"},
	dataset.TestUnknown:      {"فهرست آزمون", "test list"},
	dataset.NotListed:        {"بیرون از فهرست", "not listed"},
	dataset.BadTranscript:    {"متن ناجور با صدا", "text unlike the sound"},
	dataset.LanguageUnread:   {"زبان ناخوانا", "language not read"},
	dataset.OtherVoice:       {"آوایی دیگر", "another voice"},
}

// FindingName is a short name of a kind of finding.
func FindingName(code dataset.Code) Sentence {
	if s, ok := findingNames[code]; ok {
		return s
	}
	return Sentence{"ایراد", "flaw"}
}

// sounds are the phonemes of Persian as its letters show them.
var sounds = map[string]Sentence{
	"b": {"ب", "b"}, "p": {"پ", "p"}, "t": {"ت", "t"}, "d": {"د", "d"}, "k": {"ک", "k"}, "ɡ": {"گ", "ɡ"}, "ʔ": {"ء", "ʔ"},
	"f": {"ف", "f"}, "v": {"و", "v"}, "s": {"س", "s"}, "z": {"ز", "z"}, "ʃ": {"ش", "ʃ"}, "ʒ": {"ژ", "ʒ"}, "x": {"خ", "x"},
	"ɢ": {"ق", "ɢ"}, "h": {"ه", "h"}, "m": {"م", "m"}, "n": {"ن", "n"}, "l": {"ل", "l"}, "ɾ": {"ر", "ɾ"}, "j": {"ی", "j"},
	"tʃ": {"چ", "tʃ"}, "dʒ": {"ج", "dʒ"}, "æ": {"اَ", "æ"}, "e": {"اِ", "e"}, "o": {"اُ", "o"}, "ɒː": {"آ", "ɒː"}, "iː": {"ای", "iː"}, "uː": {"او", "uː"},
}

// Sound shows a phoneme of Persian by a letter.
func Sound(symbol string) Sentence { return worded(sounds, symbol) }
