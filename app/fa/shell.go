package fa

import (
	"strings"

	"avagar/app"
)

// Sentences of the window itself: navigation, status line, notices and quitting.
var (
	AppName      = Sentence{"آواگر", "Avagar"}
	RaisedOther  = Sentence{"آواگر باز است؛ پنجره‌اش را پیش آوردم.", "Avagar is open already; its window was brought to the front."}
	NoDisplay    = Sentence{"نمایشگری پیدا نشد تا پنجره باز شود؛ از پایانه کار می‌کنم. راهنما: {avagar --help}", "There is no display to open a window on; working from the terminal. See avagar --help."}
	KeysTitle    = Sentence{"کلیدهای میان‌بر", "Keyboard shortcuts"}
	KeysEveryday = Sentence{"در همه جا", "Everywhere"}
	KeysShow     = Sentence{"نمایش همین فهرست", "Show this list"}
	KeysGo       = Sentence{"رفتن به صفحهٔ «%s»", "Go to the page “%s”"}
	KeysQuit     = Sentence{"بستن برنامه", "Quit"}
	KeysNext     = Sentence{"رفتن به بخش بعدی صفحه", "Go to the next part of the page"}
	KeysScroll   = Sentence{"ورق زدن صفحه‌ای که در پنجره جا نمی‌شود", "Scroll a page that is larger than the window"}
	KeysDismiss  = Sentence{"بستن پیام یا پنجرهٔ کوچک", "Close a notice or a dialog"}
	OwnFolder    = Sentence{"پوشهٔ شخصی شما", "your own folder"}
	ChooseOne    = Sentence{"برگزینید", "Choose one"}
	Close        = Sentence{"بستن", "Close"}
	Stay         = Sentence{"می‌مانم", "Stay"}
	Quit         = Sentence{"می‌بندم", "Quit"}
	QuitTitle    = Sentence{"بستن آواگر", "Quit Avagar"}
	QuitLosesOne = Sentence{"یک کار هنوز تمام نشده است: %s. اگر برنامه را ببندید، نیمه‌کاره می‌ماند.", "A task is not finished yet: %s. It stays half-done if you quit."}
	StatusVoice  = Sentence{"صدا: %s", "Voice: %s"}
	StatusReady  = Sentence{"آماده", "Ready"}
	StatusJob    = Sentence{"در حال انجام: %s", "In progress: %s"}
	JobExport    = Sentence{"ذخیرهٔ صدا", "saving sound"}
	JobTraining  = Sentence{"آموزش صدا", "training a voice"}
	JobReport    = Sentence{"گزارش آموزش", "the report on a training"}
	StatusSpeaks = Sentence{"گفتن متن", "speaking"}
)

// Sentences of the window that tells why the program does not open.
var (
	StartFailed  = Sentence{"آواگر باز نشد", "Avagar did not open"}
	StartAgain   = Sentence{"دوباره بیازما", "Try again"}
	StartAside   = Sentence{"کنار گذاشتن و آغاز تازه", "Set it aside and begin anew"}
	StartHome    = Sentence{"پوشهٔ برنامه: %s", "Home folder: %s"}
	StartAsideIs = Sentence{
		"می‌توانید این پایگاه داده را کنار بگذارید: با نام دیگری در همان پوشه می‌ماند و پایگاه تازه‌ای ساخته می‌شود. تاریخچه، خوانش‌های شما و تنظیمات از نو آغاز می‌شوند؛ صداها سر جای خود می‌مانند.",
		"You can set this database aside: it stays in its folder under another name, and a new one is made. History, your readings and settings begin anew; voices stay where they are.",
	}
	StartKept = Sentence{"پایگاه دادهٔ پیشین در %s نگه داشته شد.", "The database there was is kept as %s."}
)

// About is the sentence with another one in place of its first %s.
func (s Sentence) About(of Sentence) Sentence {
	return Sentence{strings.Replace(s.Fa, "%s", of.Fa, 1), strings.Replace(s.En, "%s", of.En, 1)}
}

var shellErrors = []told{
	{app.ErrOpen, RaisedOther},
	{app.ErrNoWindow, Sentence{"پنجره باز نشد؛ {avagar} را در محیطی با نمایشگر اجرا کنید.", "The window did not open; run avagar where there is a display."}},
}

// DemoText is what the program says without a command and without a display.
const DemoText = "سلام! من آواگر هستم، و این صدا را همین رایانه، بدون اینترنت، از نوشته ساخته است."

// Sentences of the measurement of the window.
var (
	BenchStarted = Sentence{
		"نخستین تصویر پس از %s میلی‌ثانیه، حافظه در آرامش %s مگابایت، پردازنده در آرامش %s درصد",
		"first frame after %s ms, idle memory %s MB, idle CPU %s percent",
	}
	BenchFrames = Sentence{
		"هنگام گفتن و کشیدن: بدترین تصویر %s میلی‌ثانیه، ۹۹ درصد تصویرها در %s میلی‌ثانیه یا کمتر",
		"while speaking and drawing: worst frame %s ms, 99 percent of frames within %s ms",
	}
	BenchMeanwhile = Sentence{
		"هنگام آموزش (%s ثانیه): بدترین تصویر %s میلی‌ثانیه، ۹۹ درصد تصویرها در %s میلی‌ثانیه یا کمتر، %s قاب گفتار در ثانیه",
		"while training (%s s): worst frame %s ms, 99 percent of frames within %s ms, %s frames of speech a second",
	}
	BenchNoSpeech = Sentence{"سخن گفتن سنجیده نشد؛ دستگاه پخش صدا پیدا نشد.", "Speaking was not measured: there is no sound device."}
)
