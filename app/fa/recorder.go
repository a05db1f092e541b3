package fa

import (
	_ "embed"
	"runtime"
	"strings"

	"avagar/app/recorder"
	"avagar/engine/capture"
)

//go:embed prompts.txt
var prompts string

// Prompts are sentences to be read aloud for a Persian voice. They are of our own
// writing and hold all sounds of Persian.
func Prompts() []string { return strings.Split(strings.TrimSpace(prompts), "\n") }

var recorderErrors = []told{
	{capture.ErrNoMicrophone, Sentence{"میکروفونی پیدا نشد؛ یکی وصل کنید و دوباره بیازمایید.", "No microphone was found; connect one and try again."}},
	{capture.ErrRefused, refusedOn(runtime.GOOS)},
	{capture.ErrBusy, Sentence{"برنامهٔ دیگری میکروفون را در دست دارد؛ آن را ببندید و دوباره بیازمایید.", "Another program has the microphone; close it and try again."}},
	{capture.ErrLost, Sentence{"میکروفون در میانهٔ ضبط خاموش یا جدا شد؛ آن را دوباره وصل کنید و همین جمله را از نو بخوانید.", "The microphone fell silent or was unplugged in the middle; connect it again and read this sentence anew."}},
	{recorder.ErrName, Sentence{"این نام پذیرفتنی نیست؛ نامی از حرف، رقم، فاصله، {-} و {_} بنویسید.", "This name cannot be used; write one of letters, digits, spaces, - and _."}},
	{recorder.ErrConsent, Sentence{"بی نام و اجازهٔ گوینده ضبط نمی‌شود؛ نامش را بنویسید و اجازه را تیک بزنید.", "Nothing is recorded without the speaker's name and permission; write the name and tick the permission."}},
	{recorder.ErrSet, Sentence{"این پوشه مجموعه‌ای نیست که آواگر ضبط کند، یا آسیب دیده است؛ مجموعهٔ دیگری برگزینید یا تازه بسازید.", "This folder is no set that Avagar records, or is damaged; choose another set or make a new one."}},
	{recorder.ErrNoSet, Sentence{"هنوز مجموعه‌ای باز نیست؛ یکی برگزینید یا بسازید.", "No set is open yet; choose or make one."}},
	{recorder.ErrNoTake, Sentence{"از این جمله هنوز چیزی ضبط نشده است؛ با {Space} ضبط کنید.", "Nothing of this sentence has been recorded yet; record it with Space."}},
	{recorder.ErrBusy, Sentence{"ضبط در جریان است؛ نخست با {Space} پایانش دهید.", "A take is being recorded; end it with Space first."}},
	{recorder.ErrMicrophone, Sentence{"میکروفونی به این نام وصل نیست؛ فهرست میکروفون‌ها: {avagar dataset record --microphone list}", "No microphone of this name is connected; see avagar dataset record --microphone list."}},
	{recorder.ErrNothing, Sentence{"ضبط پیش از شنیدن صدایی پایان یافت؛ دوباره ضبط کنید و پس از نشانه بخوانید.", "The take ended before anything was heard; record again and read after the mark."}},
}

// refusedOn says where the program is allowed to listen.
func refusedOn(goos string) Sentence {
	switch goos {
	case "darwin":
		return Sentence{"مک نمی‌گذارد آواگر به میکروفون گوش دهد؛ اگر پرسید، «اجازه» را بزنید، وگرنه در تنظیمات سیستم، بخش {Privacy & Security}، زیر {Microphone} آواگر را روشن کنید و دوباره بیازمایید.", "macOS does not let Avagar listen to the microphone; allow it where it asks, else switch Avagar on in System Settings, Privacy & Security, Microphone, and try again."}
	case "windows":
		return Sentence{"ویندوز نمی‌گذارد آواگر به میکروفون گوش دهد؛ در تنظیمات، بخش {Privacy & security}، زیر {Microphone} به برنامه‌های رومیزی اجازه دهید و دوباره بیازمایید.", "Windows does not let Avagar listen to the microphone; allow desktop apps in Settings, Privacy & security, Microphone, and try again."}
	}
	return Sentence{"سیستم نمی‌گذارد آواگر به میکروفون گوش دهد؛ در تنظیمات حریم خصوصی اجازه دهید، یا کاربر را به گروه {audio} بیفزایید، و دوباره بیازمایید.", "The system does not let Avagar listen to the microphone; allow it in the privacy settings, or add yourself to the group audio, and try again."}
}

var faultSentences = map[recorder.Fault]Sentence{
	recorder.Silent:   {"چیزی شنیده نمی‌شود؛ ببینید میکروفون وصل و روشن است و برنامه اجازهٔ شنیدن دارد.", "Nothing is heard; see that the microphone is connected and on, and that the program may listen."},
	recorder.TooLoud:  {"صدا بلند است و بریده می‌شود؛ کمی دورتر بنشینید یا حساسیت میکروفون را کم کنید.", "It is too loud and gets clipped; sit back a little or turn the microphone down."},
	recorder.TooQuiet: {"صدا آهسته است؛ نزدیک‌تر بنشینید یا حساسیت میکروفون را بیشتر کنید.", "It is too quiet; come nearer or turn the microphone up."},
	recorder.Noisy:    {"نوفهٔ پیرامون زیاد است؛ پنجره را ببندید، دستگاه‌ها را خاموش کنید یا نزدیک‌تر بنشینید.", "There is much noise around; close the window, switch machines off or come nearer."},
	recorder.Hum:      {"وزوز برق شنیده می‌شود؛ آواگر آن را می‌زداید، ولی کابل و پریز را هم ببینید.", "Mains hum is heard; Avagar removes it, but look at the cable and the socket too."},
	recorder.CutBegin: {"آغاز جمله بریده است؛ پس از نشانه اندکی درنگ کنید و بخوانید.", "The beginning is cut off; wait a moment after the mark, then read."},
	recorder.CutEnd:   {"پایان جمله بریده است؛ پس از خواندن اندکی درنگ کنید و ضبط را پایان دهید.", "The end is cut off; wait a moment after reading, then end the take."},
	recorder.TooShort: {"برای این جمله بسیار کوتاه است (%s ثانیه)؛ همهٔ آن را آرام بخوانید.", "It is very short for this sentence (%s s); read all of it calmly."},
	recorder.TooSlow:  {"برای این جمله بسیار دراز است (%s ثانیه)؛ ببینید تنها همین جمله خوانده شده است.", "It is very long for this sentence (%s s); see that only this sentence was read."},
	recorder.LowRate:  {"میکروفون با کیفیت تلفن می‌شنود (%s هرتز)؛ میکروفون دیگری برگزینید، که گوشی‌های بی‌سیم چنین‌اند.", "The microphone hears as a telephone does (%s Hz); choose another one: wireless headsets are like that."},
	recorder.TooLong:  {"ضبط پس از %s ثانیه خودبه‌خود پایان یافت؛ جمله را یک‌نفس بخوانید.", "The take was ended after %s seconds; read the sentence in one go."},
}

// Fault words what is wrong with a take, and what to do.
func (l Locale) Fault(p recorder.Problem) string {
	if s, ok := faultSentences[p.Fault]; ok {
		return l.Say(s, p.Value)
	}
	return l.Say(Sentence{"ایرادی در این ضبط هست؛ به آن گوش دهید.", "Something is wrong with this take; listen to it."})
}

var recorderStates = map[recorder.State]Sentence{
	recorder.Opening:   {"میکروفون باز می‌شود…", "Opening the microphone…"},
	recorder.Recording: {"در حال ضبط؛ بخوانید و در پایان {Space} را بزنید.", "Recording: read, then press Space."},
	recorder.Saving:    {"ذخیره می‌شود…", "Saving…"},
}

// RecorderState words what the recorder does; while it does nothing, what can be
// done is told instead.
func RecorderState(s recorder.State) (Sentence, bool) {
	says, ok := recorderStates[s]
	return says, ok
}
