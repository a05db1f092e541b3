package fa

import (
	"strings"
	"time"
)

// Sentences of the page of downloads.
var (
	DownloadsTitle   = Sentence{"دریافت‌ها", "Downloads"}
	DownloadsNone    = Sentence{"هیچ دریافتی در صف نیست. در صفحهٔ «کتابخانه» مدلی برگزینید؛ یا در پایانه: {avagar download add OWNER/NAME}", "Nothing is in the queue. Choose a model on the page “Library”, or in a terminal: avagar download add OWNER/NAME"}
	DownloadsOthers  = Sentence{"اکنون برنامهٔ دیگری صف را پیش می‌برد؛ اینجا هر چند ثانیه تازه می‌شود و سرعت را نمی‌داند.", "Another program works the queue at present; this page follows every few seconds and knows no speed."}
	DownloadName     = Sentence{"%s، پوشهٔ %s", "%s, folder %s"}
	DownloadChosen   = Sentence{"%s، %s پروندهٔ برگزیده", "%s, %s chosen files"}
	DownloadPause    = Sentence{"مکث", "Pause"}
	DownloadResume   = Sentence{"ادامه", "Resume"}
	DownloadRetry    = Sentence{"دوباره", "Try again"}
	DownloadTryNow   = Sentence{"همین حالا", "Try now"}
	DownloadAnyway   = Sentence{"با این همه ادامه بده", "Go on anyway"}
	DownloadCancel   = Sentence{"لغو", "Cancel"}
	DownloadRemove   = Sentence{"برداشتن از فهرست", "Take off the list"}
	DownloadPauseAll = Sentence{"مکث همه", "Pause all"}
	DownloadGoAll    = Sentence{"ادامهٔ همه", "Resume all"}
	DownloadRetryAll = Sentence{"دوباره برای ناکام‌ها", "Try failed ones again"}
	DownloadStopAll  = Sentence{"لغو همه", "Cancel all"}

	DownloadCancelTitle   = Sentence{"لغو دریافت", "Cancel the download"}
	DownloadCancelAsk     = Sentence{"%s: آنچه از پرونده‌های نیمه‌کاره رسیده است (%s تاکنون) پاک می‌شود.", "%s: what has arrived of unfinished files (%s so far) is deleted."}
	DownloadCancelAllAsk  = Sentence{"هر %s دریافت لغو می‌شود و آنچه از پرونده‌های نیمه‌کاره رسیده است پاک می‌شود.", "All %s downloads are cancelled, and what has arrived of unfinished files is deleted."}
	DownloadKeep          = Sentence{"نه، بماند", "No, keep it"}
	DownloadsEnded        = Sentence{"پایان‌یافته‌ها", "Ended"}
	DownloadsClear        = Sentence{"پاک کردن فهرست پایان‌یافته‌ها", "Clear the list of ended ones"}
	DownloadsEndedLine    = Sentence{"%s، %s، %s", "%s, %s, %s"}
	DownloadFinished      = Sentence{"دریافت شد", "Downloaded"}
	DownloadFinishedAbout = Sentence{"%s کامل و درست رسید (%s).", "%s has arrived whole and verified (%s)."}
	DownloadBroke         = Sentence{"دریافت نشد", "Not downloaded"}
	DownloadBrokeAbout    = Sentence{"%s: %s", "%s: %s"}

	DownloadAsking    = Sentence{"از هاب می‌پرسد که چه باید دریافت کرد", "asking the hub what there is to fetch"}
	DownloadStalled   = Sentence{"چیزی نمی‌رسد؛ خودش دوباره می‌کوشد", "nothing arrives; it tries again by itself"}
	DownloadVerifying = Sentence{"همه رسید؛ درستی آن سنجیده می‌شود", "all has arrived; its sum is being checked"}
	DownloadOf        = Sentence{"%s از %s (%s)", "%s of %s (%s)"}
	DownloadLeft      = Sentence{"%s مانده", "%s left"}
	DownloadLong      = Sentence{"بیش از چهار روز مانده", "more than four days left"}
	DownloadRetryAt   = Sentence{"بار دیگر: %s", "next try: %s"}

	DownloadsTotal     = Sentence{"%s دریافت در صف", "%s downloads in the queue"}
	DownloadsRunning   = Sentence{"%s در جریان", "%s running"}
	StatusDownloads    = Sentence{"دریافت: %s", "Downloads: %s"}
	StatusWaiting      = Sentence{"%s در صف", "%s in the queue"}
	StatusAllDownloads = Sentence{"%s در جریان از %s", "%s of %s running"}

	DownloadAbout      = Sentence{"دریافت برگزیده", "The chosen download"}
	DownloadChoose     = Sentence{"دریافتی را برگزینید تا پرونده‌ها و گزینه‌هایش اینجا بیاید.", "Choose a download to see its files and options here."}
	DownloadRevision   = Sentence{"نسخهٔ %s", "Revision %s"}
	DownloadCommit     = Sentence{"نسخهٔ %s ({commit} %s)", "Revision %s (commit %s)"}
	DownloadPriority   = Sentence{"اولویت", "Priority"}
	PriorityHigh       = Sentence{"بالا", "High"}
	PriorityNormal     = Sentence{"میانه", "Normal"}
	PriorityLow        = Sentence{"پایین", "Low"}
	PriorityOther      = Sentence{"دیگر: %s", "Other: %s"}
	DownloadLimit      = Sentence{"بیشترین سرعت", "Speed limit"}
	LimitNone          = Sentence{"بی حد", "None"}
	DownloadForced     = Sentence{"هر ساعتی و با اینترنت حجمی هم", "At any hour, and on a line paid by volume"}
	DownloadForcedYes  = Sentence{"ادامه دهد", "Goes on"}
	DownloadUp         = Sentence{"بالاتر", "Up"}
	DownloadDown       = Sentence{"پایین‌تر", "Down"}
	DownloadFiles      = Sentence{"پرونده‌ها", "Files"}
	DownloadFilesLater = Sentence{"پرونده‌ها پس از پرسیدن از هاب دانسته می‌شوند.", "The files are known once the hub was asked."}
	FileHere           = Sentence{"%s، رسیده", "%s, here"}
	FileSize           = Sentence{"%s، در نوبت", "%s, waiting"}
	FileUnknown        = Sentence{"اندازه هنوز دانسته نیست", "its size is not known yet"}

	DownloadKeyToggle = Sentence{"مکث یا ادامهٔ دریافتِ برگزیده", "Pause or resume the chosen download"}
	DownloadKeyCancel = Sentence{"لغو دریافتِ برگزیده", "Cancel the chosen download"}
	DownloadKeyUp     = Sentence{"جابه‌جایی دریافتِ برگزیده به بالا", "Move the chosen download up"}
	DownloadKeyDown   = Sentence{"جابه‌جایی دریافتِ برگزیده به پایین", "Move the chosen download down"}
	DownloadKeyChoose = Sentence{"رفتن به دریافتِ بعدی یا پیشین (با موس بکشید تا جابه‌جا شود)", "Go to the next or previous download (drag one to move it)"}
)

// longWait is how much time left is not told in hours any more.
const longWait = 96 * time.Hour

// Left shows how much time a download still needs; it is empty where nobody can
// tell.
func (l Locale) Left(d time.Duration) string {
	switch {
	case d <= 0:
		return ""
	case d > longWait:
		return l.Say(DownloadLong)
	}
	return l.Say(DownloadLeft, d.Round(time.Second))
}

// Listed puts what there is of some texts one after the other.
func (l Locale) Listed(texts ...string) string {
	var there []string
	for _, text := range texts {
		if text != "" {
			there = append(there, text)
		}
	}
	if l.persian() {
		return strings.Join(there, "، ")
	}
	return strings.Join(there, ", ")
}

// At shows a time of the day.
func (l Locale) At(t time.Time) string { return l.time(t) }
