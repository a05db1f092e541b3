package fa

import (
	"avagar/app/library"
	"avagar/engine/hub/cache"
)

// bundleErrors are what keeping, carrying and bringing in models can meet with.
var bundleErrors = []told{
	{cache.ErrNoSpace, Sentence{"روی دیسک جا نیست و چیزی ناقص نماند؛ جا باز کنید و دوباره بیازمایید.", "There is no room on the disk, and nothing was left half done; make some and try again."}},
	{cache.ErrReadOnly, Sentence{"در پوشهٔ مدل‌ها نمی‌توان نوشت؛ اجازه‌های آن را درست کنید یا پوشهٔ دیگری برگزینید.", "The folder of the models cannot be written to; correct its permissions or choose another."}},
	{cache.ErrInUse, Sentence{"برنامهٔ دیگری با این پرونده‌ها کار دارد و بخشی از آن‌ها ماند؛ بگذارید تمام کند و دوباره بردارید.", "Another program is at work on these files and some of them stayed; let it finish and remove them again."}},
	{library.ErrConflict, Sentence{"زیر همین نام چیز دیگری اینجا هست و دست نخورد؛ اگر به این بسته بیشتر اطمینان دارید، نخست آن را بردارید.", "Something else is here under that name and was left alone; if you trust this bundle more, remove it first."}},
	{library.ErrNewerBundle, Sentence{"این بسته را نسخهٔ تازه‌تری از آواگر ساخته است؛ آواگر را به‌روز کنید.", "A newer Avagar made this bundle; update Avagar."}},
	{library.ErrLies, Sentence{"این پرونده بیش از آنچه می‌گوید در خود دارد و شاید برای آزار ساخته شده باشد؛ باز نشد. نسخهٔ دیگری بیاورید.", "This file holds more than it says and may be made to do harm; it was not opened. Get another copy."}},
	{cache.ErrWrongSum, Sentence{"پرونده آسیب دیده است: محتوایش با نشانهٔ درستی‌اش نمی‌خواند و پذیرفته نشد؛ نسخهٔ سالم آن را بیاورید.", "The file is damaged: its content does not match its sum, and it was not taken; get a whole copy."}},
	{library.ErrArchive, Sentence{"این پرونده بستهٔ آواگر یا {zip} نیست، یا آسیب دیده و ناقص است؛ نسخهٔ سالم آن را بیاورید.", "This file is no Avagar bundle and no zip, or is damaged or incomplete; get a whole copy."}},
	{library.ErrNoVoice, Sentence{"در اینجا صدایی نیست که آواگر بشناسد؛ پوشهٔ خود صدا، {zip} آن، یا پرونده‌ای {.avagar} بدهید.", "There is no voice here that Avagar knows; give the voice's own folder, a zip of it, or an .avagar file."}},
	{cache.ErrNotCached, Sentence{"این مدل روی این رایانه نیست یا کامل نیست؛ نخست دریافتش کنید.", "This model is not on this computer, or not whole; download it first."}},
	{cache.ErrName, Sentence{"نام نسخه یا نشانهٔ یکی از پرونده‌ها پذیرفتنی نیست؛ فهرست پرونده‌های مدل را تازه کنید.", "The name of the revision or the sum of a file cannot be used; read the list of the model's files again."}},
}

var families = map[library.Family]Sentence{
	library.FamilyAvagar:       {"صدای آواگر", "Avagar voice"},
	library.FamilyPiper:        {"صدای {Piper}", "Piper voice"},
	library.FamilySherpaVITS:   {"صدای {VITS}", "VITS voice"},
	library.FamilyMMS:          {"صدای {MMS}", "MMS voice"},
	library.FamilyMatcha:       {"صدای {Matcha}", "Matcha voice"},
	library.FamilyTransformers: {"صدای {transformers.js}", "transformers.js voice"},
	library.FamilyDataset:      {"مجموعهٔ داده", "dataset"},
	library.FamilyOther:        {"چیز دیگر", "something else"},
}

// Family names what kind of voice files are.
func Family(f library.Family) Sentence { return families[f] }

var runs = map[library.Runs]Sentence{
	library.RunsHere:  {"همین‌جا سخن می‌گوید.", "It speaks here."},
	library.RunsNext:  {"می‌توان نگهش داشت؛ با نسخهٔ آیندهٔ آواگر سخن می‌گوید.", "It can be kept; it speaks with the next release of Avagar."},
	library.RunsNever: {"در آواگر سخن نمی‌گوید.", "It does not speak in Avagar."},
}

// Runs words whether a voice speaks here.
func Runs(r library.Runs) Sentence { return runs[r] }

var reasons = map[library.Reason]Sentence{
	library.ReasonDataset:     {"این صدا نیست، داده برای آموزش است؛ می‌توانید دریافت و با آن صدایی بسازید.", "This is no voice but recordings to train on; you can download them and make a voice."},
	library.ReasonSpace:       {"این برنامه‌ای است که در هاب اجرا می‌شود؛ در صفحه‌اش به کارش برید.", "This is a program that runs on the hub; use it on its page."},
	library.ReasonNoModel:     {"هیچ پرونده‌ای در آن نیست که صدا باشد؛ مخزن دیگری برگزینید.", "No file of it could be a voice; choose another repository."},
	library.ReasonPickle:      {"تنها وزن‌هایی در قالب {PyTorch} دارد که می‌تواند کد اجرا کند و آواگر بازش نمی‌کند؛ به دنبال نسخهٔ {ONNX} آن بگردید.", "It only has weights in a format of PyTorch that can run code, which Avagar never opens; look for its ONNX version."},
	library.ReasonSafetensors: {"تنها وزن‌های خام برنامهٔ دیگری را دارد؛ به دنبال نسخهٔ {ONNX} آن بگردید.", "It only has raw weights of another program; look for its ONNX version."},
	library.ReasonFormat:      {"قالب مدل برای دستگاه‌های دیگر است؛ به دنبال نسخهٔ {ONNX} آن بگردید.", "The model is in a format for other devices; look for its ONNX version."},
	library.ReasonNoConfig:    {"مدل {ONNX} هست ولی پرونده‌های همراهش نیست؛ نسخه‌ای با {.onnx.json} یا {tokens.txt} برگزینید.", "There is an ONNX model without the files that go with it; choose one with .onnx.json or tokens.txt."},
	library.ReasonOtherONNX:   {"مدل {ONNX} از خانواده‌ای است که آواگر نمی‌شناسد؛ صدایی از {Piper} یا {MMS} برگزینید.", "The ONNX model is of a family that Avagar does not know; choose a voice of Piper or MMS."},
	library.ReasonNotSpeech:   {"این مدل برای کار دیگری است (مانند شنیدن) و سخن نمی‌گوید؛ مدلی برای گفتار برگزینید.", "This model is for something else, such as hearing, and does not speak; choose one for speech."},
	library.ReasonVocoder:     {"این تنها نیمهٔ دوم صدا (آواساز) است؛ صدایی کامل برگزینید.", "This is only the second half of a voice, a vocoder; choose a whole voice."},
	library.ReasonNeedVocoder: {"آواساز این صدا در مخزن دیگری است؛ آن را هم دریافت کنید.", "The vocoder of this voice is in another repository; download that too."},
	library.ReasonName:        {"نام پرونده‌ای از آن روی دیسک پذیرفتنی نیست و دریافت نمی‌شود؛ صدای دیگری برگزینید.", "The name of one of its files cannot be kept on a disk, and it is not downloaded; choose another voice."},
}

// Reason words why something does not run, or what else it needs.
func Reason(r library.Reason) Sentence { return reasons[r] }
