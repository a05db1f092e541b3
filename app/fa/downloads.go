package fa

import "avagar/app"

// downloadReasons say why a download is held or has failed, and what to do.
var downloadReasons = map[string]Sentence{
	app.ReasonWindow:  {"می‌ماند تا ساعت‌هایی که برای دریافت گذاشته‌اید؛ یا بخواهید همین حالا ادامه یابد.", "It waits for the hours you chose for downloads; or have it go on now."},
	app.ReasonMetered: {"می‌ماند، چون اینترنت را حجمی گفته‌اید؛ یا بخواهید با این همه ادامه یابد.", "It waits, since you said the line is paid by volume; or have it go on anyway."},
	app.ReasonOffline: {"می‌ماند، چون آواگر بی شبکه کار می‌کند؛ «کار بی شبکه» را در تنظیمات خاموش کنید.", "It waits, since Avagar works without the network; turn that off in the settings."},
	app.ReasonNetwork: {"به هاب دسترسی نیست؛ تا شبکه بازگردد می‌ماند و خودش ادامه می‌دهد. اگر شبکه هست، آینه یا پراکسی بگذارید.", "The hub cannot be reached; it waits for the network and goes on by itself. If there is one, set a mirror or a proxy."},
	app.ReasonFilter:  {"چیزی در میان راه به جای هاب پاسخ می‌دهد (پالایش یا صفحهٔ ورود شبکه)؛ وارد شبکه شوید، یا در تنظیمات آینه یا پراکسی بگذارید.", "Something on the way answers in the hub's place (a filter, or the network's login page); log in to the network, or set a mirror or a proxy in the settings."},
	app.ReasonLimited: {"هاب درخواست‌ها را بیش از اندازه می‌داند؛ می‌ماند و خودش ادامه می‌دهد. با توکن سهم شما بیشتر است.", "The hub counts too many requests; it waits and goes on by itself. With a token your share is larger."},
	app.ReasonServer:  {"هاب این لحظه دچار مشکل است؛ می‌ماند و خودش دوباره می‌کوشد.", "The hub is in trouble at the moment; it waits and tries again by itself."},
	app.ReasonProxy:   {"پراکسی پاسخ نمی‌دهد؛ نشانی آن را در تنظیمات درست کنید یا روشنش کنید.", "The proxy does not answer; correct its address in the settings, or start it."},
	app.ReasonBusy:    {"برنامهٔ دیگری با همین پرونده کار می‌کند؛ می‌ماند تا آن تمام شود.", "Another program is at work on the same file; it waits until that is done."},

	app.ReasonGated:     {"این مخزن اجازه می‌خواهد؛ در صفحهٔ آن در هاب درخواست دهید، توکن خود را در تنظیمات بگذارید و دوباره بکوشید.", "This repository asks for permission; request it on its page at the hub, give your token in the settings, and try again."},
	app.ReasonDenied:    {"هاب هنوز به شما اجازهٔ این مخزن را نداده است؛ تا پذیرفته شدن بمانید و دوباره بکوشید.", "The hub has not let you into this repository yet; wait until you are accepted, and try again."},
	app.ReasonToken:     {"هاب توکن شما را نمی‌پذیرد: نادرست است یا گذشته؛ توکن تازه‌ای در تنظیمات بگذارید و دوباره بکوشید.", "The hub does not accept your token: it is wrong or has expired; give a new one in the settings and try again."},
	app.ReasonForbidden: {"توکن شما اجازهٔ این کار را ندارد؛ توکنی با اجازهٔ خواندن بسازید و در تنظیمات بگذارید.", "Your token does not allow this; make one that may read, and give it in the settings."},
	app.ReasonNoRepo:    {"چنین مخزنی نیست یا خصوصی است؛ نامش را بررسی کنید، یا توکن خود را در تنظیمات بگذارید.", "There is no such repository, or it is private; check its name, or give your token in the settings."},
	app.ReasonNoCommit:  {"این نسخه دیگر در هاب نیست؛ دوباره بکوشید تا نسخهٔ کنونی پرسیده شود.", "This revision is gone from the hub; try again, and the present one is asked for."},
	app.ReasonNoFile:    {"این پرونده دیگر در هاب نیست؛ دوباره بکوشید تا فهرست پرونده‌ها تازه شود.", "This file is gone from the hub; try again, and the list of files is read anew."},
	app.ReasonEmpty:     {"چیزی برای دریافت نبود؛ لغو کنید و پوشه یا پروندهٔ دیگری برگزینید.", "There was nothing to fetch; cancel it, and choose another folder or file."},
	app.ReasonDisabled:  {"هاب این مخزن را بسته است؛ لغو کنید و مخزن دیگری برگزینید.", "The hub has closed this repository; cancel it, and choose another."},
	app.ReasonChanged:   {"پرونده در هاب دگرگون شده است؛ دوباره بکوشید تا نسخهٔ تازه بیاید.", "The file has changed at the hub; try again to get the new one."},
	app.ReasonCorrupt:   {"منبع بارها بایت‌های نادرست داد و چیزی از آن نگه داشته نشد؛ آینهٔ دیگری بگذارید یا بعداً دوباره بکوشید.", "The source gave wrong bytes time and again, and nothing of it was kept; set another mirror, or try again later."},
	app.ReasonSize:      {"اندازهٔ پرونده همان نیست که هاب گفته بود؛ دوباره بکوشید یا آینهٔ دیگری بگذارید.", "The file does not have the size the hub told; try again, or set another mirror."},
	app.ReasonNoSpace:   {"روی دیسک جا نیست؛ جا باز کنید و دوباره بکوشید. آنچه رسیده می‌ماند.", "There is no room on the disk; make some and try again. What has arrived stays."},
	app.ReasonReadOnly:  {"در پوشهٔ مدل‌ها نمی‌توان نوشت؛ اجازه‌های آن را درست کنید و دوباره بکوشید.", "The folder of models cannot be written to; correct its permissions and try again."},
	app.ReasonName:      {"نام پرونده‌ای در این مخزن برای دیسک شما امن نیست و ساخته نشد؛ پرونده‌های دیگر را یک‌به‌یک برگزینید.", "The name of a file in this repository is not safe on your disk and was not made; choose other files one by one."},
	app.ReasonNotHub:    {"کارساز نشانه‌های لازم را نمی‌فرستد و آینهٔ درستی از هاب نیست؛ آینهٔ دیگری در تنظیمات بگذارید و دوباره بکوشید.", "The server leaves out what is needed and is no proper mirror of the hub; set another in the settings, and try again."},
	app.ReasonClock:     {"گواهی هاب با تاریخ این رایانه نمی‌خواند؛ ساعت و تاریخ رایانه را درست کنید و دوباره بکوشید.", "The hub's certificate does not hold on this computer's date; set its clock and date right, and try again."},
	app.ReasonRefused:   {"کارساز پرونده را نداد؛ دسترسی و توکن خود را بررسی کنید، یا آینهٔ دیگری بگذارید و دوباره بکوشید.", "The server refused the file; check your access and token, or set another mirror, and try again."},
	app.ReasonUnknown:   {"خطایی پیش‌بینی‌نشده رخ داد؛ دوباره بکوشید. شرح آن در {logs/avagar.log} آمده است.", "An unexpected error occurred; try again. The details are in logs/avagar.log."},
}

// DownloadReason words why a download is held or failed, and what to do.
func DownloadReason(code string) Sentence {
	if s, ok := downloadReasons[code]; ok {
		return s
	}
	return downloadReasons[app.ReasonUnknown]
}

// DownloadReason words why a download is held or failed in one line, with the file that
// it is about; it is empty where there is none.
func (l Locale) DownloadReason(d app.Download) string {
	if d.Reason == "" {
		return ""
	}
	text := l.Say(DownloadReason(d.Reason))
	if d.Subject != "" {
		return l.Say(about, d.Subject, Words(text))
	}
	return text
}

var downloadStates = map[string]Sentence{
	string(app.DownloadWaiting):   {"در نوبت", "waiting"},
	string(app.DownloadRunning):   {"در حال دریافت", "downloading"},
	string(app.DownloadHeld):      {"نگه داشته شده", "held"},
	string(app.DownloadPaused):    {"ایستاده", "paused"},
	string(app.DownloadFailed):    {"ناکام", "failed"},
	string(app.DownloadDone):      {"کامل", "complete"},
	string(app.DownloadCancelled): {"لغوشده", "cancelled"},
}

// DownloadState words what the queue does with a download.
func DownloadState(state app.DownloadState) Sentence { return worded(downloadStates, string(state)) }

// Speed shows bytes a second.
func (l Locale) Speed(bytes float64) string {
	return l.Say(perSecond, Words(l.Size(int64(bytes))))
}

var perSecond = Sentence{"%s در ثانیه", "%s/s"}
