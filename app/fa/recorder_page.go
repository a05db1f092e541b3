package fa

// Sentences of the page on which sentences are read aloud.
var (
	RecorderTitle    = Sentence{"ضبط", "Recorder"}
	RecorderNew      = Sentence{"مجموعهٔ تازه…", "New set…"}
	RecorderMarks    = Sentence{"بوق کوتاه در آغاز و پایان ضبط", "A short beep at both ends of a take"}
	RecorderNone     = Sentence{"هنوز مجموعه‌ای باز نیست. «مجموعهٔ تازه» را بزنید و جمله‌هایی را که می‌آید یکی‌یکی بخوانید؛ هر ضبط همان دم ذخیره می‌شود و می‌توانید فردا ادامه دهید. نیم ساعت خواندن برای یک صدا بس است.", "No set is open yet. Press “New set” and read the sentences that come, one by one; every take is saved at once, and you can go on tomorrow. Half an hour of reading is enough for a voice."}
	RecorderProgress = Sentence{"%s از %s جمله، %s دقیقه", "%s of %s sentences, %s minutes"}
	RecorderCoverage = Sentence{"آواها: %s از %s؛ پی‌آیند آواها: %s از %s", "sounds: %s of %s; pairs of sounds: %s of %s"}
	RecorderAt       = Sentence{"جملهٔ %s از %s", "Sentence %s of %s"}
	RecorderAccepted = Sentence{"جملهٔ %s از %s؛ خوانده شده است", "Sentence %s of %s; it has been read"}
	RecorderSkipped  = Sentence{"جملهٔ %s از %s؛ از آن گذشته‌اید", "Sentence %s of %s; you have skipped it"}
	RecorderWaits    = Sentence{"جملهٔ %s از %s؛ ضبطی چشم‌به‌راه پذیرفتن است", "Sentence %s of %s; a take waits to be accepted"}

	RecorderReady = Sentence{"آماده: {Space} را بزنید، پس از نشانه بخوانید و باز {Space} را بزنید.", "Ready: press Space, read after the mark, and press Space again."}
	RecorderGood  = Sentence{"خوب است (%s). پذیرفتن و جملهٔ بعدی: {Enter}؛ شنیدن: {P}؛ دوباره: {Backspace}.", "That is good (%s). Accept and go on: Enter; listen: P; again: Backspace."}
	RecorderBad   = Sentence{"این ضبط (%s) ایراد دارد. دوباره: {Backspace}؛ شنیدن: {P}؛ پذیرفتن با همین ایراد: {Enter}.", "Something is wrong with this take (%s). Again: Backspace; listen: P; accept it all the same: Enter."}
	RecorderKept  = Sentence{"این جمله خوانده و پذیرفته شده است (%s). جملهٔ بعدی: {Enter}؛ شنیدن: {P}؛ دوباره: {Backspace}.", "This sentence has been read and accepted (%s). Go on: Enter; listen: P; again: Backspace."}
	RecorderOlder = Sentence{"ضبط پیشین تا پذیرفتن این یکی می‌ماند؛ شنیدنش: {O}؛ بازگشت به آن: {Delete}.", "The older take stays until you accept this one; listen to it: O; go back to it: Delete."}
	RecorderDone  = Sentence{"همهٔ جمله‌ها خوانده شده‌اند؛ در صفحهٔ «آموزش» می‌توانید از این مجموعه صدایی بسازید.", "All sentences have been read; on the page “Training” you can make a voice of this set."}
	RecorderLevel = Sentence{"%s دسی‌بل زیر بیشینه، %s ثانیه", "%s dB below full scale, %s s"}
	RecorderQuiet = Sentence{"میکروفون خاموش است.", "The microphone is off."}

	RecorderMicrophone = Sentence{"میکروفون", "Microphone"}
	RecorderOwn        = Sentence{"میکروفون خود سیستم", "The system's own microphone"}
	RecorderAway       = Sentence{"%s (وصل نیست)", "%s (not connected)"}
	RecorderLook       = Sentence{"جست‌وجوی دوبارهٔ میکروفون‌ها", "Look for microphones again"}
	RecorderMissing    = Sentence{"میکروفون %s وصل نیست و به جای آن میکروفون خود سیستم شنیده شد؛ وصلش کنید یا میکروفون دیگری برگزینید.", "The microphone %s is not connected; the system's own was heard in its place. Connect it, or choose another one."}

	RecorderSound       = Sentence{"این ضبط: %s؛ بلندی %s و اوج %s دسی‌بل زیر بیشینه", "This take: %s; loudness %s and peak %s dB below full scale"}
	RecorderBefore      = Sentence{"ضبط پیشین: %s؛ بلندی %s و اوج %s دسی‌بل زیر بیشینه", "The take before: %s; loudness %s and peak %s dB below full scale"}
	RecorderHears       = Sentence{"ضبط پخش می‌شود؛ ایست: {Esc}.", "The take is played; stop: Esc."}
	RecorderHearsBefore = Sentence{"ضبط پیشین پخش می‌شود؛ ایست: {Esc}.", "The take before is played; stop: Esc."}
	RecorderQuit        = Sentence{"ایست پخش", "Stop playing"}

	RecorderDidAccept  = Sentence{"پذیرفته شد.", "Accepted."}
	RecorderDidSkip    = Sentence{"از آن جمله گذشتید.", "That sentence was skipped."}
	RecorderDidDiscard = Sentence{"ضبط دور انداخته شد.", "The take was thrown away."}
	RecorderFirst      = Sentence{"این نخستین جمله است.", "This is the first sentence."}
	RecorderLast       = Sentence{"این واپسین جمله است.", "This is the last sentence."}

	RecorderRecord     = Sentence{"ضبط", "Record"}
	RecorderAgain      = Sentence{"ضبط دوباره", "Record again"}
	RecorderStop       = Sentence{"پایان ضبط", "End the take"}
	RecorderPlay       = Sentence{"شنیدن", "Listen"}
	RecorderPlayBefore = Sentence{"شنیدن پیشین", "Listen to the one before"}
	RecorderAccept     = Sentence{"پذیرفتن و بعدی", "Accept and go on"}
	RecorderSkip       = Sentence{"گذشتن از این", "Skip this"}
	RecorderDiscard    = Sentence{"دور انداختن ضبط", "Throw the take away"}
	RecorderPrevious   = Sentence{"پیشین", "Previous"}
	RecorderNext       = Sentence{"بعدی", "Next"}

	RecorderNewTitle = Sentence{"مجموعهٔ تازه برای ضبط", "A new set to be recorded"}
	RecorderName     = Sentence{"نام مجموعه", "Name of the set"}
	RecorderSpeaker  = Sentence{"نام گوینده", "Name of the speaker"}
	RecorderLicense  = Sentence{"پروانه (اگر دیگران هم به کارش می‌برند)", "Licence (if others are to use it)"}
	RecorderConsent  = Sentence{"گوینده خودم هستم، یا گوینده اجازه داده است که صدایش ضبط شود و از آن صدایی ساختگی بیاموزند.", "I am the speaker, or the speaker has allowed that their voice is recorded and a synthetic voice learned from it."}
	RecorderCreate   = Sentence{"بساز", "Make it"}

	RecorderKeyRecord     = Sentence{"آغاز و پایان ضبط", "Begin and end a take"}
	RecorderKeyAccept     = Sentence{"پذیرفتن ضبط و رفتن به جملهٔ بعدی", "Accept the take and go on"}
	RecorderKeyAgain      = Sentence{"ضبط دوبارهٔ همین جمله", "Record this sentence again"}
	RecorderKeyPlay       = Sentence{"شنیدن ضبط، و ایست آن", "Listen to the take, and stop it"}
	RecorderKeyBefore     = Sentence{"شنیدن ضبط پیشین، و ایست آن", "Listen to the take before, and stop it"}
	RecorderKeyMicrophone = Sentence{"رفتن به میکروفون‌ها", "Go to the microphones"}
	RecorderKeyNext       = Sentence{"جملهٔ بعدی", "Next sentence"}
	RecorderKeyPrevious   = Sentence{"جملهٔ پیشین", "Previous sentence"}
	RecorderKeySkip       = Sentence{"گذشتن از این جمله", "Skip this sentence"}
	RecorderKeyDiscard    = Sentence{"دور انداختن ضبطی که پذیرفته نشده است", "Throw away a take that was not accepted"}
	RecorderKeyNew        = Sentence{"مجموعهٔ تازه", "A new set"}
	RecorderKeyStop       = Sentence{"ایست شنیدن", "Stop listening"}
)

// What the command that records says.
var (
	RecordHow   = Sentence{"{Enter}: ضبط، پایان ضبط، و پس از آن پذیرفتن. {r}: دوباره؛ {p}: شنیدن؛ {o}: شنیدن پیشین؛ {d}: دور انداختن؛ {n}: بعدی؛ {b}: پیشین؛ {s}: گذشتن؛ {q}: پایان.", "Enter: record, end the take, then accept it. r: again; p: listen; o: listen to the one before; d: throw away; n: next; b: back; s: skip; q: end."}
	RecordNow   = Sentence{"بخوانید؛ {Enter} پایان می‌دهد.", "Read; Enter ends the take."}
	RecordHears = Sentence{"میکروفون: %s", "microphone: %s"}
	RecordGood  = Sentence{"خوب است (%s). {Enter} می‌پذیرد؛ {r}: دوباره.", "That is good (%s). Enter accepts it; r: again."}
	RecordBad   = Sentence{"این ضبط (%s) ایراد دارد. {r}: دوباره؛ {Enter} با همین ایراد می‌پذیرد.", "Something is wrong with this take (%s). r: again; Enter accepts it all the same."}
	RecordKept  = Sentence{"خوانده و پذیرفته شده است (%s). {Enter}: بعدی؛ {r}: دوباره.", "It has been read and accepted (%s). Enter: next; r: again."}
)

// recorderHelp holds the texts of the command line for recording.
var recorderHelp = map[string]Sentence{
	"dataset_record":    {"جمله‌ها را نشان می‌دهد و خواندن آن‌ها را ضبط می‌کند", "show sentences and record how they are read"},
	"record_speaker":    {"نام گوینده، برای مجموعهٔ تازه", "name of the speaker, for a new dataset"},
	"record_consent":    {"گوینده اجازه داده است که صدایش ضبط شود و از آن صدایی ساختگی بیاموزند", "the speaker has allowed that their voice is recorded and a synthetic voice learned from it"},
	"record_microphone": {"میکروفون، به نامی که {list} می‌نویسد؛ {system} میکروفون خود سیستم است؛ برای بارهای دیگر هم به یاد می‌ماند", "the microphone, by a name that list writes; system is the system's own; it is remembered"},
	"record_silent":     {"بی بوق در آغاز و پایان ضبط", "no beeps at the ends of a take"},
}
