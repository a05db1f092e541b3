package fa

import (
	"fmt"

	"avagar/app"
)

// What the commands for the hub and the queue of downloads say.
var (
	PlainLine = Sentence{"%s", "%s"}
	NamedLine = Sentence{"%s  %s", "%s  %s"}

	LabelTitle    = Sentence{"عنوان", "title"}
	LabelTask     = Sentence{"کار", "task"}
	LabelAccess   = Sentence{"دسترسی", "access"}
	LabelBytes    = Sentence{"اندازه", "size"}
	LabelFree     = Sentence{"جای آزاد روی دیسک", "free on the disk"}
	LabelRevision = Sentence{"نسخه", "revision"}

	HubUnasked    = Sentence{"از هاب پاسخی نرسید", "no answer from the hub"}
	HubShelfAbout = Sentence{"دیگران این صداها را ساخته‌اند. اندازه و پروانهٔ هر یک: {avagar hub info OWNER/NAME}", "Others made these voices. Size and licence of each: avagar hub info OWNER/NAME"}
	HubWouldFree  = Sentence{"پاک کردن %s جایی به اندازهٔ %s آزاد می‌کند؛ چیزی پاک نشد.", "Removing %s would free %s; nothing was removed."}
	TokenOf       = Sentence{"این توکن از آن %s است.", "The token is %s's."}
	TokenPaste    = Sentence{"توکن را بچسبانید و کلید {Enter} را بزنید؛ آنچه می‌نویسید دیده نمی‌شود.", "Paste the token and press Enter; what you type is not shown."}

	DownloadsEmpty      = Sentence{"صف دریافت خالی است؛ بیفزایید: {avagar hub get OWNER/NAME}", "The queue of downloads is empty; add to it with avagar hub get OWNER/NAME."}
	DownloadLeftToOther = Sentence{"دریافت شمارهٔ %s در صف است؛ آواگرِ باز آن را پیش می‌برد.", "Download %s is in the queue; the Avagar that is open works it."}
	DownloadStays       = Sentence{"دریافت شمارهٔ %s در صف ماند و چیزی از دست نرفت؛ پی گرفتن: %s", "Download %s stays in the queue and nothing is lost; go on with: %s"}
	DownloadPace        = Sentence{"%s", "%s"}
	DownloadArrived     = Sentence{"%s کامل و درست رسید (%s) و در %s است.", "%s has arrived whole and verified (%s), in %s."}
)

// Failed is a download that failed, as an error.
type Failed struct{ Download app.Download }

func (f *Failed) Error() string {
	return fmt.Sprintf("download %d of %s failed: %s %s", f.Download.ID, f.Download.Repo, f.Download.Reason, f.Download.Subject)
}

// hubHelp holds the texts of the command lines for the hub.
var hubHelp = map[string]Sentence{
	"hub":           {"مدل‌های هاب {Hugging Face} و آنچه از آن روی این رایانه است", "models of the Hugging Face Hub, and those on this computer"},
	"hub_search":    {"در هاب می‌جوید؛ بی‌اینترنت در آنچه پیش‌تر دیده شده", "search the hub; without it, what was seen before"},
	"hub_info":      {"هر آنچه از یک مخزن و صداهای آن دانسته است", "tell all that is known of a repository and its voices"},
	"hub_files":     {"فهرست پرونده‌های یک مخزن", "list the files of a repository"},
	"hub_get":       {"مخزن، پوشه، پرونده یا صدایی را دریافت می‌کند", "download a repository, or folders, files or voices of it"},
	"hub_shelf":     {"صداهای آشنای فارسی در هاب", "known Persian voices of the hub"},
	"hub_installed": {"مدل‌های روی این رایانه، از هر برنامه‌ای", "the models on this computer, whichever program brought them"},
	"hub_remove":    {"مدلی را از این رایانه پاک می‌کند", "remove a model from this computer"},
	"hub_export":    {"مدل‌ها و صداها را در یک پرونده برای رایانه‌ای دیگر می‌نویسد", "write models and voices into one file for another computer"},
	"hub_import":    {"بسته، صدا، پوشه یا {zip} را بی‌اینترنت می‌آورد", "bring in a bundle, a voice, a folder or a zip, without a network"},
	"hub_token":     {"توکن هاب، برای مخزن‌هایی که اجازه می‌خواهند", "the hub's token, for repositories that ask for permission"},
	"hub_mirrors":   {"می‌آزماید که هاب و آینه‌ها کار می‌کنند", "try out the hub and its mirrors"},

	"hub_text":      {"بخشی از نام، یا نشانی صفحه", "part of the name, or a page's address"},
	"hub_kind":      {"مدل ({model}) یا مجموعهٔ داده ({dataset})", "model or dataset"},
	"hub_language":  {"زبان، مانند {fa}", "language, such as fa"},
	"hub_task":      {"کار، مانند {text-to-speech}", "task, such as text-to-speech"},
	"hub_author":    {"شخص یا سازمان", "a person or an organisation"},
	"hub_library":   {"قالب یا کتابخانه، مانند {onnx} یا {piper}", "format or library, such as onnx or piper"},
	"hub_license":   {"پروانه، مانند {mit}", "licence, such as mit"},
	"hub_sort":      {"ترتیب", "order"},
	"hub_limit":     {"بیشترین شمار یافته‌ها", "how many at most"},
	"hub_look":      {"پرونده‌های هر یک را هم می‌نگرد: اندازه، و اینکه بی‌گمان چیست", "look at the files of each, too: its size, and more surely what it is"},
	"hub_repo":      {"مخزن: {owner/name} یا {datasets/owner/name} یا نشانی صفحهٔ آن", "a repository: owner/name, datasets/owner/name, or its page's address"},
	"hub_revision":  {"شاخه، برچسب یا نسخه؛ بی آن {main}", "branch, tag or commit; main without it"},
	"hub_card":      {"کارت مخزن را هم می‌نویسد", "also write the repository's card"},
	"hub_folder":    {"تنها این پوشه", "only this folder"},
	"hub_what":      {"پوشه، پرونده یا نام صدا؛ بی آن همه", "folders, files or voices by name; everything without them"},
	"hub_wait":      {"اگر آواگرِ بازی آن را پیش می‌برد هم تا پایانش می‌ماند", "stay until it is here even where an open Avagar downloads it"},
	"hub_what_here": {"پوشه یا پرونده؛ بی آن همه", "folders or files; everything without them"},
	"hub_commit":    {"تنها این نسخه ({commit})", "only this commit"},
	"hub_dry_run":   {"تنها می‌گوید چه اندازه جا آزاد می‌شود", "only say how much it would free"},
	"hub_bundle":    {"پروندهٔ بسته ({.avagar.zip})", "file of the bundle (.avagar.zip)"},
	"hub_repos":     {"مخزن‌هایی که روی این رایانه‌اند", "repositories that are on this computer"},
	"hub_voices":    {"صدایی از {avagar voice list}؛ می‌تواند چند بار بیاید", "a voice of avagar voice list; may be given several times"},
	"hub_brought":   {"پرونده یا پوشه‌ای که می‌آید", "the file or folder to bring in"},
	"hub_address":   {"نشانی‌هایی که آزموده می‌شوند؛ بی آن نشانی‌های تنظیمات", "addresses to try; those of the settings without them"},

	"token_show":   {"می‌گوید توکنی هست یا نه و از آن کیست", "tell whether there is one, and whose it is"},
	"token_set":    {"توکن را از سطر نخست ورودی استاندارد می‌خواند و نگه می‌دارد", "keep the token that stands in the first line of standard input"},
	"token_forget": {"توکن را پاک می‌کند", "delete it"},

	"download":          {"صف دریافت؛ پنجرهٔ باز هم بی‌درنگ پیروی می‌کند", "the queue of downloads; an open window follows at once"},
	"download_list":     {"فهرست صف به ترتیب نوبت", "list the queue in the order of its turns"},
	"download_add":      {"در صف می‌گذارد و از هاب چیزی نمی‌پرسد", "put into the queue, asking the hub nothing yet"},
	"download_run":      {"صف را تا پایان پیش می‌برد", "work the queue until it is done"},
	"download_pause":    {"دریافتی را نگه می‌دارد؛ آنچه رسیده می‌ماند", "pause downloads; what has arrived stays"},
	"download_resume":   {"دریافت ایستاده را ادامه می‌دهد", "go on with paused downloads"},
	"download_retry":    {"دریافت ناکام را دوباره می‌آزماید", "try failed downloads again"},
	"download_cancel":   {"دریافتی را لغو و پرونده‌های نیمه‌کاره‌اش را پاک می‌کند", "cancel downloads and delete their unfinished files"},
	"download_move":     {"نوبت دریافتی را دگرگون می‌کند", "change a download's turn"},
	"download_limit":    {"بیشترین سرعت یک دریافت", "bound the speed of a download"},
	"download_id":       {"شمارهٔ دریافت", "number of the download"},
	"download_all":      {"همه", "all of them"},
	"download_before":   {"پیش از این دریافت؛ بی آن به پایان صف", "before this download; without it, to the end"},
	"download_priority": {"به پایان این اولویت", "to the end of this priority"},
	"download_kb":       {"کیلوبایت در ثانیه؛ {0} بی حد", "kB a second; 0 is no limit"},
	"download_anyway":   {"هر ساعتی و با اینترنت حجمی هم", "at any hour, and on a line paid by volume"},
	"download_ended":    {"به جای صف، این شمار از تازه‌ترین پایان‌یافته‌ها", "instead of the queue, so many of those that ended last"},
	"download_files":    {"پرونده‌ها یک‌به‌یک؛ بی آن همه", "files one by one; everything without them"},
}
