package fa

import (
	"errors"

	"avagar/engine/download"
)

// downloadErrors are what fetching a file can meet with.
var downloadErrors = []told{
	{download.ErrNoSpace, Sentence{"روی دیسک برای این پرونده جا نیست؛ جا باز کنید و ادامه دهید. آنچه رسیده می‌ماند.", "There is no room on the disk for this file; make some and go on. What has arrived stays."}},
	{download.ErrReadOnly, Sentence{"در پوشهٔ دریافت نمی‌توان نوشت؛ اجازه‌های آن را درست کنید یا پوشهٔ دیگری برگزینید.", "The folder for downloads cannot be written to; correct its permissions or choose another."}},
	{download.ErrBusy, Sentence{"آواگرِ دیگری همین پرونده را دریافت می‌کند؛ بگذارید تمام شود.", "Another Avagar is fetching this very file; let it finish."}},
	{download.ErrCorrupt, Sentence{"منبع دو بار بایت‌های نادرست داد و چیزی نگه داشته نشد؛ آینهٔ دیگری برگزینید یا بعداً بیازمایید.", "The source gave wrong bytes twice and nothing was kept; choose another mirror, or try later."}},
	{download.ErrChanged, Sentence{"پرونده در میانهٔ دریافت دگرگون شد؛ دوباره بیازمایید تا نسخهٔ تازه بیاید.", "The file changed while it was fetched; try again to get the new one."}},
	{download.ErrSize, Sentence{"اندازهٔ پرونده همان نیست که هاب گفته بود؛ دوباره بیازمایید یا آینهٔ دیگری برگزینید.", "The file does not have the size the hub told; try again, or choose another mirror."}},
	{download.ErrNotFile, Sentence{"به جای پرونده چیز دیگری رسید (صفحهٔ ورود شبکه یا فیلتر)؛ وارد شبکه شوید، یا پراکسی یا آینه بگذارید.", "Something else came instead of the file (a login page of the network, or a filter); log in, or set a proxy or a mirror."}},
	{download.ErrGone, Sentence{"پرونده دیگر آنجا نیست؛ فهرست پرونده‌های مدل را تازه کنید.", "The file is no longer there; read the list of the model's files again."}},
	{download.ErrRefused, Sentence{"کارساز پرونده را نداد؛ دسترسی و توکن خود را بررسی کنید یا آینهٔ دیگری برگزینید.", "The server refused the file; check your access and token, or choose another mirror."}},
	{download.ErrServer, Sentence{"کارساز بارها از پاسخ بازماند؛ کمی بعد ادامه دهید. آنچه رسیده می‌ماند.", "The server could not answer again and again; go on a little later. What has arrived stays."}},
	{download.ErrStalled, Sentence{"دیگر چیزی نمی‌رسد؛ اینترنت را بررسی کنید و ادامه دهید. آنچه رسیده می‌ماند.", "Nothing arrives any more; check the connection and go on. What has arrived stays."}},
	{download.ErrUnreachable, Sentence{"ارتباط بارها بریده شد؛ اینترنت یا پراکسی را بررسی کنید و ادامه دهید. آنچه رسیده می‌ماند.", "The connection failed again and again; check it or the proxy and go on. What has arrived stays."}},
	{download.ErrUnsafeName, Sentence{"نام این پرونده روی دیسک پذیرفتنی نیست و دریافت نشد.", "The name of this file cannot be kept on a disk, and it was not fetched."}},
	{download.ErrSum, Sentence{"نشانهٔ درستیِ این پرونده خوانده نمی‌شود؛ فهرست پرونده‌های مدل را تازه کنید.", "The sum to check this file with cannot be read; read the list of the model's files again."}},
}

var noSpace = Sentence{"روی دیسک برای این پرونده جا نیست؛ %s دیگر باز کنید و ادامه دهید. آنچه رسیده می‌ماند.", "There is no room on the disk for this file; free %s more and go on. What has arrived stays."}

// missingRoom says how much a full disk lacks, where that is known.
func (l Locale) missingRoom(err error) (text string, ok bool) {
	var short *download.NoSpace
	if !errors.As(err, &short) {
		return "", false
	}
	return l.Say(noSpace, l.Size(short.Missing)), true
}

// What is said of the measured speed of fetching.
var (
	BenchDownloaded = Sentence{
		"دریافت %s در %s ارتباط: %s مگابایت در ثانیه؛ ساده‌ترین راه %s، نسبت %s",
		"fetching %s over %s connections: %s MB/s; the plainest way %s, ratio %s",
	}
	BenchDownloader = Sentence{"همان پرونده با %s: %s مگابایت در ثانیه", "the same with %s: %s MB/s"}
)
