package fa

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"syscall"

	"avagar/app"
	"avagar/app/jobs"
	"avagar/app/training"
	"avagar/engine/acoustic"
	"avagar/engine/align"
	"avagar/engine/audio"
	"avagar/engine/checkpoint"
	"avagar/engine/dataset"
	"avagar/engine/mel"
	"avagar/engine/nn"
	"avagar/engine/phoneme"
	"avagar/engine/train"
	"avagar/engine/voice"
)

// known pairs what a caller can meet with what a person is told: what happened
// and what to do. An error may be several of these; the first one is told. Parts
// of the program with many errors keep theirs in a file of their own.
var known = slices.Concat(accountErrors, downloadErrors, datasetErrors, bundleErrors, general, storeErrors, documentErrors, shellErrors, speechErrors, hubErrors, recorderErrors)

// told is an error with its sentence.
type told struct {
	err error
	say Sentence
}

var general = []told{
	{context.Canceled, Sentence{"کار نیمه‌تمام ماند، چون خواستید بایستد.", "Stopped, as you asked."}},
	{context.DeadlineExceeded, Sentence{"کار در زمان مقرر تمام نشد؛ دوباره بیازمایید.", "It did not finish in time; try again."}},
	{syscall.ENOSPC, Sentence{"دیسک پر است و چیزی ناقص ذخیره نشد؛ جا باز کنید و دوباره بیازمایید.", "The disk is full and nothing was half-saved; make room and try again."}},
	{syscall.EDQUOT, Sentence{"سهم شما از دیسک پر است و چیزی ناقص ذخیره نشد؛ جا باز کنید و دوباره بیازمایید.", "Your share of the disk is full and nothing was half-saved; make room and try again."}},
	{app.ErrHome, Sentence{"پوشهٔ برنامه ساخته یا نوشته نمی‌شود؛ دسترسی‌های آن را درست کنید، یا متغیر {AVAGAR_HOME} را روی پوشهٔ دیگری بگذارید.", "The home folder cannot be made or written to; mend its permissions, or set AVAGAR_HOME to another folder."}},
	{syscall.EROFS, Sentence{"این دیسک فقط‌خواندنی است؛ جای دیگری را برای ذخیره برگزینید.", "This disk is read-only; choose another place to save."}},
	{syscall.EFBIG, Sentence{"پرونده از آنچه این دیسک می‌پذیرد بزرگ‌تر شد؛ جای دیگری را برگزینید.", "The file grew larger than this disk allows; choose another place."}},
	{syscall.EISDIR, Sentence{"اینجا پوشه است و نه پرونده؛ نام یک پرونده را بدهید.", "This is a folder, not a file; name a file."}},
	{syscall.ENOTDIR, Sentence{"بخشی از این مسیر پوشه نیست؛ مسیر را بررسی کنید.", "A part of this path is not a folder; check the path."}},
	{syscall.ENAMETOOLONG, Sentence{"این نام بیش از اندازه بلند است؛ نام کوتاه‌تری بدهید.", "This name is too long; give a shorter one."}},

	{audio.ErrNoDevice, Sentence{"دستگاه پخش صدا پیدا نشد؛ با {--out FILE.wav} صدا را در پرونده بریزید.", "No sound device was found; write the sound to a file with --out FILE.wav."}},
	{audio.ErrStopped, Sentence{"پخش متوقف شد.", "Playing was stopped."}},
	{audio.ErrClosed, Sentence{"این صدا پیش‌تر بسته شده است؛ دوباره بازش کنید.", "This sound was closed before; open it again."}},
	{audio.ErrTruncated, Sentence{"پروندهٔ صدا پیش از رسیدن به صدا بریده شده است؛ نسخهٔ سالم آن را بیاورید.", "The sound file is cut off before any sound; get a whole copy."}},
	{audio.ErrEmpty, Sentence{"در این پرونده صدایی نیست؛ دوباره ضبطش کنید.", "This file holds no sound; record it again."}},
	{audio.ErrTooLong, Sentence{"این صدا بیش از اندازه بلند است؛ آن را به پاره‌های کوتاه‌تر ببرید.", "This sound is too long; cut it into shorter pieces."}},
	{audio.ErrCorrupt, Sentence{"پروندهٔ صدا آسیب دیده است؛ نسخهٔ سالم آن را بیاورید.", "The sound file is damaged; get a sound copy."}},
	{audio.ErrFormat, Sentence{"قالب این پروندهٔ صدا خوانده نمی‌شود؛ آن را به {WAV}، {FLAC}، {MP3} یا {Opus} تبدیل کنید.", "This kind of sound file cannot be read; convert it to WAV, FLAC, MP3 or Opus."}},
	{audio.ErrRate, Sentence{"نرخ نمونه‌برداری این صدا پذیرفتنی نیست؛ آن را به {22050} هرتز تبدیل کنید.", "The sample rate of this sound cannot be used; convert it to 22050 Hz."}},

	{checkpoint.ErrNewer, Sentence{"این پرونده را نسخهٔ تازه‌تری از آواگر ساخته است؛ آواگر را به‌روز کنید.", "A newer Avagar made this file; update Avagar."}},
	{checkpoint.ErrForeign, Sentence{"این پرونده را برنامهٔ دیگری ساخته است و آواگر نمی‌تواند به کارش برد.", "Another program made this file and Avagar cannot use it."}},
	{checkpoint.ErrTooLarge, Sentence{"این پرونده بزرگ‌تر از آن است که آواگر بپذیرد.", "This file is larger than Avagar accepts."}},
	{checkpoint.ErrDtype, Sentence{"این پرونده عددهایی از گونه‌ای دارد که آواگر نمی‌شناسد.", "This file holds numbers of a kind Avagar does not know."}},
	{checkpoint.ErrCorrupt, Sentence{"این پرونده از آن آواگر نیست، یا آسیب دیده و ناقص است؛ نسخهٔ سالم آن را بیاورید.", "This file is not one of Avagar's, or is damaged or incomplete; get a whole copy."}},
	{checkpoint.ErrInvalid, Sentence{"این داده‌ها ذخیره‌شدنی نیستند؛ این ایراد برنامه است، لطفاً گزارش کنید.", "These data cannot be stored; this is a fault of the program, please report it."}},

	{voice.ErrNothingToSay, Sentence{"در این متن چیزی برای گفتن نیست؛ متنی با حرف یا عدد بنویسید.", "There is nothing to say in this text; write one with letters or numbers."}},
	{voice.ErrOptions, Sentence{"سرعت، زیروبمی یا بلندی بیرون از اندازه است؛ عدد دیگری بدهید (راهنما: {avagar say --help}).", "A speed, pitch or energy is out of range; give another number (see avagar say --help)."}},
	{voice.ErrPictureKind, Sentence{"این پرونده تصویر {PNG} یا {JPEG} نیست؛ تصویر را به یکی از این دو ذخیره کنید و دوباره برگزینید.", "This file is neither a PNG nor a JPEG picture; save the picture as one of these and choose it again."}},
	{voice.ErrPictureDamaged, Sentence{"این تصویر آسیب دیده است و تا پایان خوانده نمی‌شود؛ نسخهٔ سالم آن یا تصویر دیگری برگزینید.", "This picture is damaged and cannot be read to its end; choose a sound copy, or another picture."}},
	{voice.ErrPictureLarge, Sentence{"این تصویر بیش از اندازه بزرگ است؛ تصویری با بیشینهٔ {32 MB} و {50} میلیون پیکسل برگزینید.", "This picture is too large; choose one of at most 32 MB and 50 million pixels."}},
	{voice.ErrPictureSmall, Sentence{"این تصویر بیش از اندازه کوچک است؛ تصویری با دست‌کم {48} پیکسل در هر سو برگزینید.", "This picture is too small; choose one of at least 48 pixels either way."}},
	{voice.ErrKind, Sentence{"این پرونده صدا نیست؛ پرونده‌ای با پسوند {.avagar} بدهید.", "This file is not a voice; give one whose name ends in .avagar."}},
	{voice.ErrNotBuiltIn, Sentence{"صدایی به این نام بخشی از برنامه نیست؛ {voice list} صداها را نشان می‌دهد.", "No voice of that name is part of the program; voice list shows the voices."}},

	{training.ErrNoRecordings, Sentence{"ضبط‌هایی که این آموزش با آن‌ها آغاز شد سر جایشان نیستند؛ پوشه یا دیسک آن‌ها را بازگردانید و سپس ادامه دهید.", "The recordings that this training began with are not where they were; bring their folder or disk back, and then go on."}},
	{train.ErrBusy, Sentence{"برنامهٔ دیگری همین آموزش را پیش می‌برد؛ بگذارید تمام شود یا متوقفش کنید.", "Another program is at work on this training; let it finish or stop it."}},
	{train.ErrIdle, Sentence{"کسی این آموزش را پیش نمی‌برد، پس چیزی برای مکث نیست؛ {train list} وضع آموزش‌ها را نشان می‌دهد.", "Nobody works on this training, so there is nothing to pause; train list shows how trainings are."}},
	{train.ErrCorpusChanged, Sentence{"ضبط‌ها از آغاز این آموزش دگرگون شده‌اند؛ همان‌ها را بازگردانید یا آموزش تازه‌ای آغاز کنید.", "The recordings have changed since this training began; bring them back or start a new training."}},
	{train.ErrNoCheckpoint, Sentence{"این آموزش هنوز چیزی ذخیره نکرده است؛ ادامه‌اش دهید و دوباره بیازمایید.", "This training has saved nothing yet; let it go on and try again."}},
	{train.ErrRun, Sentence{"این پوشه آموزش آواگر نیست یا خوانده نمی‌شود؛ فهرست آموزش‌ها: {avagar train list}", "This folder is not a training of Avagar, or cannot be read; see avagar train list."}},
	{train.ErrTooLittle, Sentence{"گفتهٔ سالم برای آموزش بسیار کم است؛ ضبط‌های بیشتری به پوشه بیفزایید.", "There are too few sound utterances to learn from; add recordings to the folder."}},
	{training.ErrNothingHeldOut, Sentence{"هیچ گفته‌ای برای سنجش کنار گذاشته نشده است؛ نام چند گفته را در {heldout.txt} بنویسید و آموزش تازه‌ای آغاز کنید.", "No utterance is held out to judge by; name some in heldout.txt and start a new training."}},
	{training.ErrReporting, Sentence{"گزارش این آموزش در حال ساخته شدن است؛ بگذارید تمام شود یا آن را متوقف کنید و سپس پاک کنید.", "A report on this training is being made; let it finish or stop it, and then remove it."}},
	{training.ErrSeveral, Sentence{"چند آموزش به این نام در نوبت‌اند؛ شماره‌اش را بدهید: {avagar train list}", "Several trainings of that name wait; give its number, as avagar train list tells."}},
	{train.ErrPlan, Sentence{"برنامهٔ آموزش شدنی نیست؛ شمار گام‌ها و دیگر عددها را درست کنید.", "The training cannot be done as planned; correct the steps and the other numbers."}},

	{dataset.ErrNoMetadata, Sentence{"در پوشه پروندهٔ {metadata.csv} نیست؛ در هر سطرش بنویسید: {id|text} و صداها را در {wavs/} بگذارید.", "The folder has no metadata.csv; write id|text on each of its lines and put the sound into wavs/."}},
	{dataset.ErrMetadata, Sentence{"پروندهٔ {metadata.csv} خوانده نمی‌شود؛ باید متن {UTF-8} باشد و هر سطرش: {id|text}", "metadata.csv cannot be read; it must be UTF-8 text with id|text on each line."}},
	{dataset.ErrNoAudio, Sentence{"هیچ سطری از {metadata.csv} ضبطی در {wavs/} ندارد؛ نام پرونده‌های صدا را با شناسهٔ سطرها یکی کنید.", "No line of metadata.csv has a recording in wavs/; name the sound files as the lines do."}},
	{dataset.ErrNoText, Sentence{"هیچ سطری از {metadata.csv} متن ندارد؛ در هر سطرش بنویسید: {id|text}", "No line of metadata.csv has a text; write id|text on each of them."}},
	{dataset.ErrGone, Sentence{"ضبط‌ها در میانهٔ کار ناپدید شدند؛ پوشه یا دیسک آن‌ها را بازگردانید و دوباره آغاز کنید.", "The recordings vanished meanwhile; bring their folder or disk back and begin again."}},
	{dataset.ErrNoUtterances, Sentence{"در این پوشه هیچ گفته‌ای نیست که به کار آموزش بیاید؛ {avagar dataset check} می‌گوید چرا.", "Nothing in this folder can be learned from; avagar dataset check says why."}},
	{dataset.ErrNoFolder, Sentence{"چنین پوشه‌ای نیست یا خوانده نمی‌شود؛ مسیر را بررسی کنید.", "There is no such folder, or it cannot be read; check the path."}},
	{dataset.ErrCache, Sentence{"ویژگی‌های ذخیره‌شدهٔ صداها آسیب دیده یا پاک شده‌اند؛ دوباره بیازمایید تا از نو ساخته شوند.", "The saved features of the recordings are damaged or gone; try again and they are made anew."}},

	{align.ErrTooShort, Sentence{"ضبط از متنش کوتاه‌تر است؛ ببینید متن همان است که خوانده شده.", "The recording is too short for its text; check that the text is what was read."}},
	{align.ErrNoData, Sentence{"گفته‌ای نماند که با متنش جور شود؛ متن‌ها و ضبط‌ها را بررسی کنید.", "No recording could be matched with its text; check texts and recordings."}},
	{align.ErrSymbol, Sentence{"واجی آمده است که این مدل نشنیده است؛ نشانه‌های واج‌ها را بررسی کنید.", "A phoneme appears that this model has never heard; check the phoneme symbols."}},
	{align.ErrModel, Sentence{"مدلِ هم‌ترازی به کار نمی‌آید؛ آموزش را از نو آغاز کنید.", "The alignment model cannot be used; start the training anew."}},

	{acoustic.ErrNaN, Sentence{"آموزش واگرا شد و پیش از خراب شدنِ ذخیره‌ها ایستاد؛ با نرخ یادگیری کمتر یا داده‌های پاک‌تر بیازمایید.", "The training diverged and stopped before spoiling what is saved; try a lower learning rate or cleaner data."}},
	{acoustic.ErrWeight, Sentence{"در این پرونده وزن‌هایی هست که عدد نیستند؛ نسخهٔ سالم آن را بیاورید.", "This file holds weights that are no numbers; get a whole copy."}},
	{acoustic.ErrConfig, Sentence{"شبکه با این مشخصات ساخته نمی‌شود؛ اندازه باید {base} یا {high} باشد.", "No network can be built of this description; the size is base or high."}},
	{nn.ErrShape, Sentence{"وزن‌های این پرونده با شبکه جور نیستند؛ پروندهٔ دیگری برگزینید.", "The weights in this file do not fit the network; choose another file."}},
	{nn.ErrPanic, Sentence{"محاسبه به ایراد خورد و چیزی از دست نرفت؛ این ایراد برنامه است، لطفاً گزارش کنید.", "The computation failed and nothing was lost; this is a fault of the program, please report it."}},
	{mel.ErrParams, Sentence{"ویژگی‌های صدا در این پرونده با آواگر جور نیست؛ پروندهٔ دیگری برگزینید.", "The sound features of this file do not fit Avagar; choose another file."}},
	{phoneme.ErrSymbol, Sentence{"در متن نشانه‌ای هست که واج نیست؛ واج‌ها را به شیوهٔ {avagar phonemize} بنویسید.", "The text holds a sign that is no phoneme; write phonemes as avagar phonemize does."}},
	{phoneme.ErrWord, Sentence{"خوانش را تنها به یک واژه می‌توان داد؛ یک واژه بنویسید که حرفی در آن باشد.", "A reading can be given to one word alone; write a single word with a letter in it."}},
	{phoneme.ErrLexicon, Sentence{"واژه‌نامهٔ برنامه آسیب دیده است؛ آواگر را دوباره نصب کنید.", "The program's lexicon is damaged; install Avagar again."}},

	{jobs.ErrPanic, Sentence{"کار به ایراد خورد و متوقف شد؛ این ایراد برنامه است، لطفاً گزارش کنید.", "The task failed; this is a fault of the program, please report it."}},
	{app.ErrBuiltIn, Sentence{"این صدا بخشی از برنامه است؛ نه برداشته می‌شود و نه دگرگون.", "This voice is part of the program; it can be neither removed nor changed."}},
	{app.ErrBusy, Sentence{"همین کار در حال انجام است؛ بگذارید تمام شود.", "The same task is running already; let it finish."}},
	{app.ErrClosed, Sentence{"برنامه در حال بسته شدن است؛ دوباره بازش کنید.", "The program is closing; open it again."}},
	{app.ErrNoHome, Sentence{"پوشه‌ای برای نگهداری داده‌ها پیدا نشد؛ متغیر {AVAGAR_HOME} را بگذارید.", "There is no folder to keep data in; set AVAGAR_HOME."}},
	{app.ErrTooLong, Sentence{"یک سطر بیش از اندازه بلند است؛ متن را به چند سطر ببرید.", "A line is too long; cut the text into several lines."}},
	{app.ErrMuteVoice, Sentence{"این صدا باز شد ولی چیزی نگفت و افزوده نشد؛ صدای دیگری برگزینید.", "This voice opened but said nothing, and was not added; choose another."}},
	{app.ErrBadInput, Sentence{"این ورودی به کار نمی‌آید؛ راهنما: {avagar --help}", "This input cannot be used; see avagar --help."}},
	{app.ErrExists, Sentence{"چیزی به این نام هست؛ نام دیگری بدهید.", "Something of this name exists already; give another name."}},
	{app.ErrNotFound, Sentence{"پیدا نشد؛ نام را بررسی کنید.", "Not found; check the name."}},

	{fs.ErrPermission, Sentence{"اجازهٔ دسترسی نیست؛ دسترسی‌های پرونده یا پوشه را بررسی کنید.", "Access was denied; check the permissions of the file or folder."}},
	{fs.ErrNotExist, Sentence{"چنین پرونده یا پوشه‌ای نیست؛ مسیر را بررسی کنید.", "There is no such file or folder; check the path."}},
	{fs.ErrExist, Sentence{"چنین پرونده‌ای هست؛ نام دیگری بدهید.", "Such a file exists already; give another name."}},
	{os.ErrClosed, Sentence{"پرونده در میانهٔ کار بسته شد؛ دوباره بیازمایید.", "The file was closed in between; try again."}},
}

var (
	unknown = Sentence{"خطایی پیش‌بینی‌نشده رخ داد؛ شرح آن در {logs/avagar.log} آمده است.", "An unexpected error occurred; logs/avagar.log has the details."}
	about   = Sentence{"%s: %s", "%s: %s"}
)

// Error tells a person what happened and what to do, in one line.
func (l Locale) Error(err error) string {
	var failed *Failed
	if errors.As(err, &failed) {
		return l.Say(about, failed.Download.Repo, Words(l.DownloadReason(failed.Download)))
	}
	text, ok := l.missingRoom(err)
	if !ok {
		text, ok = l.misplanned(err)
	}
	if !ok {
		text = l.Say(sentenceFor(err))
	}
	if subject := subjectOf(err); subject != "" {
		return l.Say(about, subject, Words(text))
	}
	return text
}

// Known tells whether Error has more to say of err than that it is unexpected.
func Known(err error) bool { return sentenceFor(err) != unknown }

func sentenceFor(err error) Sentence {
	var usage *Usage
	if errors.As(err, &usage) {
		return wrongUsage
	}
	var failed *Failed
	if errors.As(err, &failed) {
		return DownloadReason(failed.Download.Reason)
	}
	for _, k := range known {
		if errors.Is(err, k.err) {
			return k.say
		}
	}
	return unknown
}

// subjectOf is what the error is about: as the person named it, else the path
// that the system complained of.
func subjectOf(err error) string {
	var named *app.About
	if errors.As(err, &named) {
		return named.Subject
	}
	var usage *Usage
	if errors.As(err, &usage) {
		return usage.Word
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Path
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.New
	}
	return ""
}

// Usage says that the command line cannot be understood.
type Usage struct {
	Word string // what could not be understood, empty where something is missing
	Err  error
}

func (u *Usage) Error() string { return u.Err.Error() }

func (u *Usage) Unwrap() error { return u.Err }

var wrongUsage = Sentence{"فرمان درست نوشته نشده است؛ راهنما: {avagar --help}", "The command is not written right; see avagar --help."}
