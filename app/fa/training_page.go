package fa

// TrainingPreview is what each checkpoint of a Persian voice says, so that its
// progress can be heard; it holds most sounds of Persian.
const TrainingPreview = "سلام! این صدای تازهٔ من است؛ هر روز بهتر و روشن‌تر سخن می‌گویم. ژاله گفت: چه خوب!"

// Sentences of the page on which voices are trained.
var (
	TrainingTitle    = Sentence{"آموزش", "Training"}
	TrainingNone     = Sentence{"هنوز آموزشی نیست. ضبط‌های یک نفر را در پوشه‌ای با {metadata.csv} و {wavs/} بگذارید و «صدای تازه» را بزنید.", "There is no training yet. Put one person's recordings into a folder with metadata.csv and wavs/, and press “New voice”."}
	TrainingNew      = Sentence{"صدای تازه…", "New voice…"}
	TrainingChoose   = Sentence{"آموزشی را از فهرست برگزینید تا پیشرفتش اینجا بیاید.", "Choose a training of the list to see its progress here."}
	TrainingRun      = Sentence{"گام %s از %s، %s", "step %s of %s, %s"}
	TrainingMinutes  = Sentence{"%s دقیقه گفتار در %s گفته", "%s minutes of speech in %s utterances"}
	TrainingFrom     = Sentence{"آغاز از صدای %s", "begun from the voice %s"}
	TrainingScratch  = Sentence{"آغاز از هیچ", "begun from nothing"}
	TrainingSpeed    = Sentence{"%s قاب در ثانیه", "%s frames a second"}
	TrainingLeft     = Sentence{"%s مانده", "%s left"}
	TrainingReady    = Sentence{"آماده‌سازی: %s، %s از %s", "Making ready: %s, %s of %s"}
	TrainingNotYet   = Sentence{"هنوز چیزی سنجیده نشده است.", "Nothing has been measured yet."}
	TrainingJudged   = Sentence{"نیازموده‌ها در گام %s: خطا %s، دگرسانی %s دسی‌بل؛ بهترین ذخیره، گام %s.", "Held out at step %s: loss %s, distortion %s dB; the best checkpoint is step %s."}
	TrainingHeard    = Sentence{"واج‌های نادرست‌شنیده: %s.", "Phonemes heard wrong: %s."}
	TrainingBetter   = Sentence{"هنوز بهتر می‌شود؛ ادامه دادن سود دارد.", "It is still getting better; going on pays."}
	TrainingEnough   = Sentence{"%s سنجش است که بهتر نشده؛ بس است. بهترین، گام %s است.", "It has not got better for %s evaluations; that is enough. The best is step %s."}
	TrainingGoOn     = Sentence{"ادامه", "Go on"}
	TrainingPause    = Sentence{"ذخیره و مکث", "Save and pause"}
	TrainingPromote  = Sentence{"ساختن صدا…", "Make a voice…"}
	TrainingExport   = Sentence{"ذخیرهٔ نمودار…", "Save the chart…"}
	TrainingExported = Sentence{"نمودار در %s و جدول در %s نوشته شد.", "Wrote the chart to %s and the table to %s."}
	TrainingRemove   = Sentence{"پاک کردن…", "Remove…"}
	CurveColors      = Sentence{"خط پررنگ: نیازموده‌ها؛ کم‌رنگ: آموزش، هموارشده؛ نوار کم‌رنگ: همهٔ گام‌ها؛ خط ایستاده: بهترین ذخیره.", "Strong line: held out; pale: training, smoothed; pale band: every step; upright line: the best checkpoint."}
	CurveSteps       = Sentence{"%s، گام %s تا %s (از چپ به راست): از %s به %s.", "%s, steps %s to %s (left to right): from %s to %s."}
	SpectraBoth      = Sentence{"هم‌ترازی در گام %s: بالا ضبط، پایین پیش‌بینیِ صدایی که آن را نشنیده است: %s", "Alignment at step %s: the recording above, below what a voice that has not heard it predicts: %s"}
	SpectraError     = Sentence{"دیرش هر واج به طور میانگین %s میلی‌ثانیه با ضبط تفاوت دارد؛ درازای گفته %s ثانیه است و در ضبط %s ثانیه.", "The phonemes' durations differ from the recording by %s ms on average; the utterance lasts %s s, and %s s in the recording."}
	SpectraPhone     = Sentence{"واج %s از %s، %s: در ضبط %s میلی‌ثانیه، پیش‌بینی %s میلی‌ثانیه.", "Phoneme %s of %s, %s: %s ms in the recording, %s ms predicted."}
	SpectraPause     = Sentence{"درنگ", "a pause"}
	SpectraHint      = Sentence{"پیکان‌ها و ماوس درازای هر واج را می‌گویند؛ {+} و {-} بزرگ و کوچک می‌کند؛ {Esc} همه را نشان می‌دهد.", "Arrows and the mouse tell how long each phoneme is; + and - zoom; Esc shows all."}
	PreviewTitle     = Sentence{"پیش‌نمایش‌ها: همان جمله پس از هر ذخیره", "Previews: the same sentence at each checkpoint"}
	PreviewNone      = Sentence{"هنوز پیش‌نمایشی نیست؛ پس از نخستین ذخیره می‌آید. برای زبان‌های جز فارسی پیش‌نمایش ساخته نمی‌شود.", "There is no preview yet; it comes with the first checkpoint. There are none for other languages than Persian."}
	PreviewAt        = Sentence{"گام %s", "step %s"}
	PreviewBest      = Sentence{"گام %s، بهترین تاکنون", "step %s, the best so far"}
	NewTitle         = Sentence{"صدای تازه", "A new voice"}
	NewFolder        = Sentence{"پوشهٔ ضبط‌ها", "Folder of recordings"}
	NewBrowse        = Sentence{"گزینش پوشه…", "Choose a folder…"}
	NewNoFolder      = Sentence{"پوشه‌ای برگزیده نشده است.", "No folder is chosen."}
	NewChecking      = Sentence{"ضبط‌ها شنیده و سنجیده می‌شوند: %s از %s", "Listening to the recordings: %s of %s"}
	NewChecked       = Sentence{"%s گفته از %s گفته به کار می‌آید: %s دقیقه، زبان %s.", "%s of %s utterances can be used: %s minutes, language %s."}
	NewNothing       = Sentence{"هیچ گفته‌ای به کار نمی‌آید؛ ایرادهای زیر را درست کنید.", "No utterance can be used; correct what is said below."}
	NewLittle        = Sentence{"کمتر از دو دقیقه گفتار است؛ صدا روشن نخواهد شد. پنج دقیقه و بیشتر ضبط کنید.", "There are less than two minutes of speech; the voice will not be clear. Record five minutes or more."}
	NewFine          = Sentence{"ایرادی دیده نشد.", "Nothing wrong was noticed."}
	NewMoreFindings  = Sentence{"… و %s ایراد دیگر: {avagar dataset check}", "… and %s more: avagar dataset check"}
	NewName          = Sentence{"نام آموزش", "Name of the training"}
	NewFrom          = Sentence{"آغاز از", "Begin from"}
	NewFromNothing   = Sentence{"هیچ (بیشتر طول می‌کشد)", "Nothing (takes longer)"}
	NewSize          = Sentence{"اندازهٔ شبکه", "Size of the network"}
	NewBase          = Sentence{"پایه (تندتر)", "Base (quicker)"}
	NewHigh          = Sentence{"بزرگ (کندتر، با وزن‌های بیشتر)", "High (slower, more weights)"}
	NewLength        = Sentence{"زمان", "Time"}
	NewTime          = Sentence{"%s، نزدیک %s گام", "%s, about %s steps"}
	NewGuess         = Sentence{"این رایانه هنوز آموزشی نداده است؛ زمان‌ها حدس‌اند.", "This computer has trained nothing yet; the times are guesses."}
	NewStops         = Sentence{"اگر صدا دیگر بهتر نشود، آموزش زودتر پایان می‌یابد.", "The training ends sooner where the voice gets no better."}
	NewStart         = Sentence{"آغاز آموزش", "Start training"}
	PromoteTitle     = Sentence{"ساختن صدا از این آموزش", "Make a voice of this training"}
	PromoteName      = Sentence{"نام صدا", "Name of the voice"}
	PromoteSpeaker   = Sentence{"گوینده", "Speaker"}
	PromoteLicense   = Sentence{"پروانه", "Licence"}
	PromotePicture   = Sentence{"تصویر صدا (اگر بخواهید)", "Picture of the voice (if you like)"}
	PromoteNoPicture = Sentence{"تصویری برگزیده نشده است؛ {PNG} یا {JPEG}، که میانهٔ چهارگوش آن کنار نام صدا نشان داده می‌شود.", "No picture is chosen; PNG or JPEG, the middle square of which is shown beside the voice's name."}
	PromotePictured  = Sentence{"تصویر برگزیده شد و در پروندهٔ صدا می‌ماند.", "A picture is chosen and will be kept in the voice's file."}
	PromoteChoose    = Sentence{"برگزیدن تصویر…", "Choose a picture…"}
	PromoteUnpicture = Sentence{"بی تصویر", "No picture"}
	PromoteWhich     = Sentence{"از کدام گام", "Of which step"}
	PromoteBest      = Sentence{"بهترین (گام %s)", "The best (step %s)"}
	PromoteNewest    = Sentence{"واپسین (گام %s)", "The newest (step %s)"}
	PromoteConsent   = Sentence{"گوینده خودم هستم، یا اجازه داده است که با صدایش چنین صدایی ساخته شود.", "I am the speaker, or the speaker has allowed that a voice is made of theirs."}
	PromoteNoConsent = Sentence{"بی اجازهٔ گوینده صدا ساخته نمی‌شود؛ اگر اجازه هست، آن را تیک بزنید.", "No voice is made without the speaker's permission; if you have it, tick that."}
	PromoteNoName    = Sentence{"برای صدا نامی بنویسید.", "Write a name for the voice."}
	PromoteDo        = Sentence{"بساز", "Make it"}
	PromoteDone      = Sentence{"صدای %s ساخته شد؛ در صفحهٔ «گفتار» برگزینیدش.", "Made the voice %s; choose it on the page “Speech”."}
	PromoteConsented = Sentence{"گوینده اجازه داده است.", "The speaker has given permission."}
	RunRemoveTitle   = Sentence{"پاک کردن آموزش", "Remove the training"}
	RunRemoveAsk     = Sentence{"آموزش %s با همهٔ ذخیره‌ها و پیش‌نمایش‌هایش پاک می‌شود و %s جا آزاد می‌شود. صداهایی که از آن ساخته‌اید می‌مانند.", "The training %s is removed with all its checkpoints and previews, which frees %s. Voices that you made of it stay."}
	RunRemoveDone    = Sentence{"آموزش %s پاک شد و %s جا آزاد شد.", "Removed the training %s and freed %s."}
	RunDone          = Sentence{"آموزش %s پایان یافت.", "The training %s is done."}
	RunFailed        = Sentence{"آموزش پایان نیافت: %s", "The training did not end well: %s"}

	TrainingKeyNew    = Sentence{"صدای تازه", "A new voice"}
	TrainingKeyReport = Sentence{"گزارش آموزش", "Report on the training"}
	TrainingKeyPlay   = Sentence{"شنیدن پیش‌نمایشِ برگزیده", "Hear the chosen preview"}
	TrainingKeyStop   = Sentence{"ایست پیش‌نمایش", "Stop the preview"}
)
