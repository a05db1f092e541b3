package fa

import "avagar/app/document"

// documentErrors are what opening a text file can meet with.
var documentErrors = []told{
	{document.ErrTooBig, Sentence{"این پرونده برای خواندن بیش از اندازه بزرگ است (بیشینه {16 MB})؛ آن را به پاره‌های کوچک‌تر ببرید.", "This file is too big to read (16 MB at most); cut it into smaller parts."}},
	{document.ErrDocument, Sentence{"این پرونده متن نیست یا آسیب دیده است؛ پرونده‌ای {.txt}، {.md}، {.srt} یا {.docx} بدهید.", "This file is no text or is damaged; give a .txt, .md, .srt or .docx file."}},
}

var documentWarnings = map[document.Warning]Sentence{
	document.Replaced: {"بخش‌هایی از پرونده خواندنی نبود و با � جایگزین شد.", "Parts of the file could not be read and were replaced with �."},
	document.Legacy:   {"پرونده با کدگذاری قدیمی {Windows-1256} خوانده شد؛ درستی متن را بررسی کنید.", "The file was read in the old encoding Windows-1256; check the text."},
	document.AsPlain:  {"قالب پرونده درست نبود؛ به صورت متن ساده خوانده شد.", "The format of the file was not in order; it was read as plain text."},
}

// DocumentWarning words what a person should know about a text that was read.
func DocumentWarning(w document.Warning) Sentence { return documentWarnings[w] }
