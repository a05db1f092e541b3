package fa

import (
	"avagar/app/datasets"
	"avagar/engine/dataset"
)

// datasetErrors are what bringing recordings in can meet with.
var datasetErrors = []told{
	{datasets.ErrNoSound, Sentence{"در اینجا پروندهٔ صدا نیست؛ پوشه یا {zip}ی بدهید که ضبط‌ها و متن‌هایشان در آن باشد.", "There is no sound file here; give a folder or a zip with recordings and their texts."}},
	{datasets.ErrNoTranscripts, Sentence{"ضبط‌ها متن ندارند؛ کنار هر {name.wav} یک {name.txt} بگذارید، یا {metadata.csv} با سطرهای {id|text} بنویسید.", "The recordings have no texts; put a name.txt beside each name.wav, or write a metadata.csv with lines of id|text."}},
	{datasets.ErrNoMatch, Sentence{"هیچ متنی با هیچ ضبطی جور نیست؛ نام‌ها در فهرست باید همان نام پرونده‌های صدا باشند (بی پسوند).", "No text belongs to any recording; the names in the list must be those of the sound files, without their endings."}},
	{datasets.ErrOne, Sentence{"اینجا تنها یک گفتهٔ کوتاه است و از آن نمی‌توان آموخت؛ دست‌کم چند دقیقه ضبط بیاورید.", "There is a single short utterance, from which nothing can be learned; bring at least some minutes of recordings."}},
	{datasets.ErrUnsupported, Sentence{"قالب این ضبط‌ها خوانده نمی‌شود؛ آن‌ها را به {WAV}، {FLAC}، {MP3} یا {Opus} تبدیل کنید و دوباره بیاورید.", "These recordings are of a kind that cannot be read; convert them to WAV, FLAC, MP3 or Opus and bring them again."}},
	{datasets.ErrForm, Sentence{"فهرست متن‌ها به شکلی است که آواگر نمی‌شناسد؛ آن را {metadata.csv} با سطرهای {id|text} کنید.", "The list of texts is of a form that Avagar does not know; make it a metadata.csv with lines of id|text."}},
	{datasets.ErrTooMany, Sentence{"پرونده‌ها یا متن‌ها بیش از آن‌اند که یک‌جا پذیرفته شوند؛ آن‌ها را به چند مجموعه ببرید.", "There are more files or texts than are taken in at once; part them into several datasets."}},
	{dataset.ErrNothingFits, Sentence{"در این ضبط متنی که دادید شنیده نمی‌شود؛ ببینید متن همان است که خوانده شده و از آغاز تا پایان همراه ضبط است.", "The text is not heard in this recording; check that it is what was read, from its beginning to its end."}},
	{datasets.ErrChanged, Sentence{"ضبط‌ها هنگام آوردن دگرگون شدند؛ بگذارید برنامهٔ دیگر کارش را تمام کند و دوباره بیاورید.", "The recordings were changed while they were brought; let the other program finish and import them again."}},
	{dataset.ErrNoAligner, Sentence{"آواگر هنوز آوای این گوینده را نیاموخته است؛ «یافتن واج‌ها در صدا» را بزنید یا مجموعه را دوباره بسنجید.", "Avagar has not learned yet how this speaker sounds; press “Find the phonemes in the sound”, or check the dataset again."}},
	{datasets.ErrBusy, Sentence{"پنجره یا پایانهٔ دیگری همین حالا این مجموعه را می‌آورد یا می‌سنجد؛ بگذارید تمام شود و دوباره بیازمایید.", "Another window or terminal is importing or checking this dataset right now; let it finish and try again."}},
	{datasets.ErrPhoneme, Sentence{"این نشانه واج نیست؛ خوانش را با نشانه‌های {IPA} بنویسید، مانند {sælɒːm} (نمونه: {avagar phonemize}).", "This sign is no phoneme; write the reading in IPA, such as sælɒːm (see avagar phonemize)."}},
	{datasets.ErrSilentReading, Sentence{"در این خوانش واجی نیست؛ آن را با نشانه‌های {IPA} بنویسید، مانند {sælɒːm}.", "There is no phoneme in this reading; write it in IPA, such as sælɒːm."}},
	{datasets.ErrGone, Sentence{"پوشهٔ این مجموعه دیگر سر جایش نیست؛ بازش گردانید، یا مجموعه را بردارید و دوباره بیاورید.", "The folder of this dataset is gone; put it back, or remove the dataset and import it again."}},
	{datasets.ErrName, Sentence{"این نام برای مجموعه پذیرفتنی نیست؛ نامی از حرف، رقم، {-} و {_} بدهید.", "This cannot be the name of a dataset; give one of letters, digits, - and _."}},
}

var datasetKinds = map[string]Sentence{
	string(datasets.LJSpeech):    {"شکل {LJSpeech}", "LJSpeech"},
	string(datasets.CommonVoice): {"شکل {Common Voice}", "Common Voice"},
	string(datasets.Pairs):       {"ضبط‌ها با متن کنارشان", "recordings with texts beside them"},
	string(datasets.Piper):       {"استودیوی ضبط {Piper}", "Piper recording studio"},
	string(datasets.Mimic):       {"استودیوی ضبط {Mimic}", "Mimic recording studio"},
	string(datasets.Long):        {"ضبط بلند و متنش", "a long recording and its text"},
	"recorded":                   {"ضبط‌شده با آواگر", "recorded with Avagar"},
}

// DatasetKind words what a dataset was made of.
func DatasetKind(kind string) Sentence { return worded(datasetKinds, kind) }

var importStages = map[string]Sentence{
	string(datasets.StageCopy):   {"آوردن ضبط‌ها", "bringing the recordings"},
	string(datasets.StageLearn):  {"آموختن آوای گوینده", "learning how the speaker sounds"},
	string(datasets.StageCut):    {"بریدن به جمله‌ها", "cutting into sentences"},
	string(datasets.StageRepair): {"درست کردن صداها", "repairing the sounds"},
	string(datasets.StageAlign):  {"سنجش متن‌ها با صدا", "comparing texts and sound"},
	string(datasets.StageListen): {"شنیدن ضبط‌ها", "listening to the recordings"},
}

// ImportStage words a part of bringing recordings in.
func ImportStage(stage datasets.Stage) Sentence { return worded(importStages, string(stage)) }

// What the commands for datasets say.
var (
	DatasetImported   = Sentence{"مجموعهٔ «%s» آماده است: %s گفته از %s گفته به کار می‌آید، %s دقیقه.", "The dataset %s is ready: %s of %s utterances can be used, %s minutes."}
	DatasetStopped    = Sentence{"آنچه آورده شد می‌ماند؛ همین فرمان را دوباره بزنید تا پی گرفته شود.", "What was brought stays; give the same command again to go on."}
	DatasetChosen     = Sentence{"از %s گوینده آن که بیشترین ضبط را دارد برگزیده شد.", "Of %s speakers, the one with the most recordings was chosen."}
	DatasetLost       = Sentence{"%s متن بی‌صدا و %s صدای بی‌متن کنار ماند.", "%s texts without sound and %s sounds without text were left."}
	DatasetDuplicates = Sentence{"%s ضبط با ضبط دیگری یکی بود و به کار نمی‌رود.", "%s recordings sound as others do and are not used."}
	DatasetLeftOut    = Sentence{"%s جمله در ضبط شنیده نشد و کنار ماند.", "%s sentences were not heard in the recording and were left."}
	DatasetLine       = Sentence{"%s  %s گفته از %s  %s دقیقه  %s  %s", "%s  %s of %s utterances  %s minutes  %s  %s"}
	DatasetsEmpty     = Sentence{"هنوز مجموعه‌ای نیست؛ بیاورید: {avagar dataset import FOLDER}", "There are no datasets yet; bring one with avagar dataset import FOLDER."}
	UtteranceLine     = Sentence{"%s  %s ثانیه  %s  %s", "%s  %s s  %s  %s"}
	UtteranceIn       = Sentence{"آموزش", "training"}
	UtteranceHeld     = Sentence{"سنجش", "held out"}
	UtteranceOut      = Sentence{"کنار گذاشته", "left out"}
	UtterancesMore    = Sentence{"%s گفته از %s گفته نشان داده شد؛ همه: {--limit 0}", "%s of %s utterances are shown; for all of them: --limit 0"}
	DatasetIncluded   = Sentence{"%s گفته به آموزش آمد.", "%s utterances were taken in."}
	DatasetExcluded   = Sentence{"%s گفته کنار گذاشته شد.", "%s utterances were left out."}
	DatasetTextSet    = Sentence{"متن %s درست شد.", "The text of %s was corrected."}
	DatasetGone       = Sentence{"مجموعهٔ «%s» پاک شد و %s جا آزاد شد.", "Removed the dataset %s and freed %s."}
	DatasetRemoved    = Sentence{"مجموعهٔ «%s» پاک شد؛ آنچه از آن آمده بود سر جایش است.", "The dataset %s was deleted; what it came from is untouched."}
	LabelFinding      = Sentence{"یافته", "finding"}
)

// Said shows what an utterance says, in the direction of its own letters.
func (l Locale) Said(text string) Words {
	clean := English.Name(text)
	if !l.persian() {
		return Words(clean)
	}
	return Words("\u2068" + clean + "\u2069") // FSI, PDI
}

// datasetHelp holds the texts of the command lines for datasets.
var datasetHelp = map[string]Sentence{
	"dataset_import":   {"ضبط‌ها را از پوشه، {zip} یا یک ضبط بلند می‌آورد", "bring recordings in: a folder, a zip, or one long recording"},
	"dataset_list":     {"فهرست مجموعه‌ها", "list the datasets"},
	"dataset_show":     {"گفته‌های یک مجموعه و آنچه دربارهٔ هر یک دیده شد", "the utterances of a dataset, and what was noticed about each"},
	"dataset_exclude":  {"گفته‌هایی را از آموزش کنار می‌گذارد", "leave utterances out of trainings"},
	"dataset_include":  {"گفته‌هایی را به آموزش بازمی‌آورد", "take utterances in again"},
	"dataset_text":     {"متن یک گفته را درست می‌کند", "correct the text of an utterance"},
	"dataset_phonemes": {"خوانش یک گفته را با {IPA} نشان می‌دهد یا درست می‌کند", "show how an utterance is read, in IPA, or correct it"},
	"dataset_ipa":      {"خوانش تازه با {IPA}، چنان‌که {phonemize} می‌نویسد", "the new reading in IPA, as phonemize writes it"},
	"dataset_reset":    {"خوانش خود برنامه را بازمی‌گرداند", "have it be read as before"},
	"dataset_times":    {"زمان هر واج در صدا را هم می‌یابد", "also find when each phoneme is spoken"},
	"dataset_search":   {"تنها آن‌ها که این در متن یا شناسه‌شان هست", "only those with this in their text or id"},
	"dataset_remove":   {"مجموعه را پاک می‌کند؛ آنچه از آن آمده بود می‌ماند", "delete a dataset; what it came from stays"},
	"dataset_source":   {"پوشه، {zip} یا پروندهٔ صدای بلند", "a folder, a zip, or a long sound file"},
	"dataset_into":     {"نام مجموعه؛ بی آن نام پوشه", "name of the dataset; the folder's without it"},
	"dataset_says":     {"پروندهٔ متن یک ضبط بلند؛ بی آن پروندهٔ {txt} کنارش", "the text of a long recording; the .txt beside it without this"},
	"dataset_copy":     {"رونوشت می‌گیرد به جای پیوند", "make copies instead of links"},
	"dataset_language": {"زبان ضبط‌ها، مانند {fa}", "language of the recordings, such as fa"},
	"dataset_license":  {"پروانهٔ ضبط‌ها، مانند {CC0-1.0}", "licence of the recordings, such as CC0-1.0"},
	"dataset_name":     {"نام مجموعه", "name of a dataset"},
	"dataset_ids":      {"شناسهٔ گفته‌ها", "ids of utterances"},
	"dataset_id":       {"شناسهٔ گفته", "id of an utterance"},
	"dataset_said":     {"آنچه گفته شده است", "what is said"},
	"dataset_finding":  {"تنها آن‌ها که این یافته را دارند، مانند {noisy}", "only those with this finding, such as noisy"},
	"dataset_excluded": {"تنها کنارگذاشته‌ها", "only those left out"},
	"dataset_limit":    {"بیشینهٔ شمار گفته‌ها؛ {0} همه", "how many utterances at most; 0 for all"},
}
