package fa

// What the commands say.
var (
	Speaking       = Sentence{"می‌گوید: %s", "Saying: %s"}
	NoDeviceSoFile = Sentence{"دستگاه پخش صدا پیدا نشد؛ صدا در پرونده نوشته می‌شود.", "No sound device was found; the sound goes to a file."}
	WroteSound     = Sentence{"صدا در %s نوشته شد (%s ثانیه).", "Wrote the sound to %s (%s s)."}

	VoiceLine      = Sentence{"%s  %s  (زبان %s، پروانهٔ %s، %s)", "%s  %s  (language %s, licence %s, %s)"}
	VoiceBuiltIn   = Sentence{"%s  %s  (زبان %s، پروانهٔ %s، بخشی از برنامه)", "%s  %s  (language %s, licence %s, built in)"}
	VoiceBroken    = Sentence{"%s  به کار نمی‌آید: %s", "%s  cannot be used: %s"}
	VoiceImported  = Sentence{"صدای %s افزوده شد.", "Added the voice %s."}
	VoiceExported  = Sentence{"صدای %s در %s نوشته شد.", "Wrote the voice %s to %s."}
	VoiceRemoved   = Sentence{"صدای %s پاک شد.", "Deleted the voice %s."}
	VoicePictured  = Sentence{"صدای %s تصویر دارد (%s).", "The voice %s has a picture (%s)."}
	VoiceNoPicture = Sentence{"صدای %s تصویر ندارد.", "The voice %s has no picture."}
	VoiceChecked   = Sentence{"صدای %s سالم است و %s ثانیه سخن گفت.", "The voice %s is sound and spoke for %s s."}
	Promoted       = Sentence{"صدای %s ساخته شد؛ بشنوید: %s", "Made the voice %s; hear it: %s"}

	LabelledLine     = Sentence{"%s: %s", "%s: %s"}
	LabelID          = Sentence{"شناسه", "id"}
	LabelName        = Sentence{"نام", "name"}
	LabelLanguage    = Sentence{"زبان", "language"}
	LabelLicense     = Sentence{"پروانه", "licence"}
	LabelSpeaker     = Sentence{"گوینده", "speaker"}
	LabelDescription = Sentence{"شرح", "description"}
	LabelOrigin      = Sentence{"آموخته از", "learned from"}
	Machine          = Sentence{"گفتار ماشین (صدای ساختگی)", "a machine's speech (a synthetic voice)"}
	Spoken           = Sentence{"گفتار انسان", "a person's speech"}
	LabelDataset     = Sentence{"ضبط‌ها", "recordings"}
	LabelUtterances  = Sentence{"گفته‌ها", "utterances"}
	LabelMinutes     = Sentence{"دقیقه‌ها", "minutes"}
	LabelSteps       = Sentence{"گام‌ها", "steps"}
	LabelLoss        = Sentence{"خطای نیازموده", "held-out loss"}
	LabelPicture     = Sentence{"تصویر", "picture"}
	LabelBase        = Sentence{"آغاز از صدای", "begun from voice"}
	LabelCreated     = Sentence{"تاریخ", "date"}
	LabelSize        = Sentence{"اندازهٔ شبکه", "size of the network"}
	LabelWeights     = Sentence{"وزن‌ها", "weights"}
	LabelRate        = Sentence{"نرخ نمونه‌برداری (هرتز)", "sample rate (Hz)"}
	LabelPath        = Sentence{"پرونده", "file"}

	FindingLine    = Sentence{"%s: %s", "%s: %s"}
	DatasetSummary = Sentence{"%s: %s گفته از %s گفته به کار می‌آید، %s دقیقه، زبان %s", "%s: %s of %s utterances can be used, %s minutes, language %s"}

	TrainStep      = Sentence{"خطا %s، %s قاب در ثانیه، مانده %s", "loss %s, %s frames/s, %s left"}
	TrainEvaluated = Sentence{"گام %s از %s: خطای نیازموده %s، دگرسانی %s دسی‌بل%s", "step %s of %s: held-out loss %s, distortion %s dB%s"}
	BestSoFar      = Sentence{" (بهترین)", " (best)"}
	TrainHeard     = Sentence{"  واج‌های نادرست‌شنیده: %s درصد", "  phonemes heard wrong: %s %"}
	TrainDoubted   = Sentence{"متن %s گفته با صدا جور نمی‌نماید؛ %s تای آن‌ها کنار گذاشته شد. گوش دهید و متن را درست کنید.", "The texts of %s utterances do not seem to fit; %s of them were left out. Listen and correct the texts."}
	TrainOlder     = Sentence{"تازه‌ترین ذخیره آسیب دیده است؛ از ذخیرهٔ پیشین پی گرفته می‌شود.", "The newest checkpoint is damaged; going on from the one before."}
	TrainSlower    = Sentence{"آموزش واگرا شد؛ از واپسین ذخیرهٔ سالم با نرخ یادگیری کمتر پی گرفته می‌شود.", "The training diverged; it goes on from the newest sound checkpoint at a lower learning rate."}
	TrainKernel    = Sentence{"این رایانه عددها را اندکی دیگر گرد می‌کند؛ ادامه بیت‌به‌بیت همان نخواهد بود.", "This computer rounds a little differently; the rest will not be the same bit for bit."}
	TrainEarly     = Sentence{"دیگر پیشرفتی نبود؛ آموزش زودتر پایان یافت.", "There was no more progress; the training ended early."}
	TrainAsked     = Sentence{"از آموزش %s خواسته شد که ذخیره کند و بایستد؛ پی گرفتن: %s", "%s was asked to save and to stop; go on with: %s"}
	TrainPaused    = Sentence{"آموزش در گام %s از %s ذخیره شد؛ پی گرفتن: %s", "The training is saved at step %s of %s; go on with: %s"}
	TrainDone      = Sentence{"آموزش %s پس از %s گام پایان یافت (بهترین: گام %s، خطای نیازموده %s)؛ ساختن صدا: %s", "The training %s is done after %s steps (best: step %s, held-out loss %s); make it a voice: %s"}
	TrainLine      = Sentence{"%s  %s  گام %s از %s، خطا %s، خطای نیازمودهٔ بهترین گام %s، %s", "%s  %s  step %s of %s, loss %s, held-out loss of the best step %s, %s"}
	NoTrainings    = Sentence{"هنوز آموزشی نیست؛ آغاز کنید: {avagar train start FOLDER}", "There is no training yet; begin with avagar train start FOLDER."}
	OutOf          = Sentence{"%s از %s", "%s of %s"}

	Measuring    = Sentence{"سنجش", "measuring"}
	BenchTrained = Sentence{
		"آموزش %s (%s وزن)، %s گام با %s کارگر: %s قاب در ثانیه، %s میلی‌ثانیه در گام، حافظه %s مگابایت در آغاز و %s در پایان (بیشینه %s)، هستهٔ %s",
		"training %s (%s weights), %s steps on %s replicas: %s frames/s, %s ms a step, memory %s MB at the start and %s at the end (peak %s), kernel %s",
	}
	BenchSpoke = Sentence{
		"گفتن %s حرف (%s ثانیه صدا) با یک هسته: نخستین صدا پس از %s میلی‌ثانیه، همه در %s میلی‌ثانیه، ضریب زمان واقعی %s، حافظه %s مگابایت",
		"speaking %s letters (%s s of sound) on one core: first sound after %s ms, all in %s ms, real-time factor %s, memory %s MB",
	}
	BenchEspeak = Sentence{"همان متن با {espeak-ng}: %s ثانیه صدا در %s میلی‌ثانیه، ضریب زمان واقعی %s", "the same with espeak-ng: %s s of sound in %s ms, real-time factor %s"}
	BenchGemm   = Sentence{"%s  %s×%s×%s: %s میلیارد عمل در ثانیه", "%s  %s×%s×%s: %s GFLOP/s"}
)

var states = map[string]Sentence{
	"new":     {"آغازنشده", "not begun"},
	"waiting": {"در نوبت", "waiting"},
	"running": {"در حال آموزش", "training"},
	"paused":  {"ایستاده", "paused"},
	"done":    {"پایان‌یافته", "done"},
	"failed":  {"ناکام", "failed"},
}

// State words the state of a training.
func State(state string) Sentence { return worded(states, state) }

var stages = map[string]Sentence{
	"features": {"شنیدن ضبط‌ها", "listening to the recordings"},
	"learn":    {"یافتن آوای واج‌ها", "learning what the phonemes sound like"},
	"align":    {"یافتن جای واج‌ها", "finding where the phonemes lie"},
}

// Stage words what is being done before a training begins.
func Stage(stage string) Sentence { return worded(stages, stage) }

func worded(words map[string]Sentence, name string) Sentence {
	if s, ok := words[name]; ok {
		return s
	}
	return Sentence{"در حال کار", "working"}
}
