package fa

// Sentences of the page that speaks what is typed.
var (
	SpeechTitle       = Sentence{"گفتار", "Speech"}
	SpeechPlaceholder = Sentence{"متن فارسی را اینجا بنویسید، بچسبانید یا پرونده‌ای را روی آن رها کنید.", "Write Persian here, paste it, or drop a file."}
	SpeechOpen        = Sentence{"باز کردن پرونده…", "Open a file…"}
	SpeechOpened      = Sentence{"پروندهٔ %s باز شد.", "%s was opened."}
	SpeechPart        = Sentence{"بخش %s از %s", "Part %s of %s"}
	SpeechPrevious    = Sentence{"بخش پیشین", "Previous part"}
	SpeechNext        = Sentence{"بخش بعدی", "Next part"}
	SpeechEmpty       = Sentence{"هنوز متنی نیست؛ چیزی بنویسید تا گفته شود.", "There is no text yet; write something to be spoken."}

	SpeechSpeak     = Sentence{"بگو", "Speak"}
	SpeechPause     = Sentence{"درنگ", "Pause"}
	SpeechResume    = Sentence{"ادامه", "Go on"}
	SpeechStop      = Sentence{"ایست", "Stop"}
	SpeechSave      = Sentence{"ذخیرهٔ صدا…", "Save the sound…"}
	SpeechVoice     = Sentence{"صدا", "Voice"}
	SpeechSpeed     = Sentence{"سرعت: %s برابر", "Speed: ×%s"}
	SpeechPitch     = Sentence{"زیروبمی: %s نیم‌پرده", "Pitch: %s semitones"}
	SpeechVolume    = Sentence{"بلندی: %s", "Volume: %s"}
	SpeechNoDevice  = Sentence{"دستگاه پخش صدا پیدا نشد؛ بلندگو یا گوشی را وصل کنید، یا صدا را در پرونده ذخیره کنید.", "No sound device was found; connect one, or save the sound to a file."}
	SpeechPosition  = Sentence{"%s از %s", "%s of %s"}
	SpeechIdle      = Sentence{"آمادهٔ گفتن", "Ready to speak"}
	SpeechPreparing = Sentence{"در حال ساختن صدا…", "Making the sound…"}
	SpeechPaused    = Sentence{"در درنگ", "Paused"}
	SpeechFollowing = Sentence{"برای شنیدن از یک جمله، روی آن بزنید؛ با {Esc} به نوشتن بازمی‌گردید.", "Click a sentence to hear from there; Esc goes back to writing."}

	SpeechKeySpeak   = Sentence{"گفتن متن", "Speak the text"}
	SpeechKeyPause   = Sentence{"درنگ و ادامه، هنگامی که متن گفته می‌شود", "Pause and go on, while the text is spoken"}
	SpeechKeyStop    = Sentence{"ایست و بازگشت به نوشتن", "Stop and go back to writing"}
	SpeechKeyZWNJ    = Sentence{"نیم‌فاصله", "ZWNJ"}
	SpeechKeyRedo    = Sentence{"انجام دوبارهٔ آنچه برگردانده شد", "Redo"}
	SpeechKeyUndo    = Sentence{"برگرداندن آخرین نوشته", "Undo"}
	SpeechKeyOpen    = Sentence{"باز کردن پرونده", "Open a file"}
	SpeechKeySave    = Sentence{"ذخیرهٔ صدا", "Save the sound"}
	SpeechKeyCorrect = Sentence{"درست کردن خوانش واژه، در فهرست واژه‌ها", "Correct how a word is read, in the list of words"}
)

// Sentences of the words and how they are read.
var (
	WordsTitle        = Sentence{"واژه‌ها", "Words"}
	WordsNone         = Sentence{"واژه‌های متن و خوانش هر یک اینجا دیده می‌شوند.", "The words of the text and how each is read show up here."}
	WordsAmbiguous    = Sentence{"چند خوانش", "several readings"}
	WordsGuessed      = Sentence{"حدس", "guessed"}
	WordsCorrected    = Sentence{"درست‌کردهٔ شما", "corrected by you"}
	WordsCorrect      = Sentence{"درست کردن…", "Correct…"}
	WordsCorrectTitle = Sentence{"خوانش «%s»", "How “%s” is read"}
	WordsReadings     = Sentence{"خوانش‌ها", "Readings"}
	WordsPhones       = Sentence{"یا واج‌ها را بنویسید، مانند {s æ l ɒː m}", "Or write the phonemes, such as s æ l ɒː m"}
	WordsForget       = Sentence{"فراموش کردن خوانش من", "Forget my reading"}
	WordsChoose       = Sentence{"واژه‌ای را برگزینید.", "Choose a word."}
	CorrectionsTitle  = Sentence{"خوانش‌های من", "My readings"}
	CorrectionsNone   = Sentence{"هنوز خوانشی را درست نکرده‌اید.", "You have corrected no reading yet."}
	CorrectionsChoose = Sentence{"خوانشی را برگزینید.", "Choose a reading."}
)

// Sentences of saving the sound.
var (
	SaveTitle     = Sentence{"ذخیرهٔ صدا", "Save the sound"}
	SaveRate      = Sentence{"نرخ نمونه‌برداری", "Sample rate"}
	SaveOwnRate   = Sentence{"همان نرخ صدا", "The voice's own"}
	SaveHertz     = Sentence{"%s هرتز", "%s Hz"}
	SaveName      = Sentence{"نام پرونده", "File name"}
	SaveFolder    = Sentence{"پوشه", "Folder"}
	SaveBrowse    = Sentence{"پوشهٔ دیگر…", "Another folder…"}
	SaveDo        = Sentence{"ذخیره", "Save"}
	SaveCancel    = Sentence{"انصراف", "Cancel"}
	SaveReplace   = Sentence{"پرونده‌ای با این نام هست. جایش را بگیرد؟", "There is a file of that name. Replace it?"}
	SaveDoReplace = Sentence{"جایش را بگیرد", "Replace"}
	SaveRunning   = Sentence{"در حال ذخیرهٔ صدا…", "Saving the sound…"}
	SaveDone      = Sentence{"صدا در %s ذخیره شد.", "The sound was saved to %s."}
	SaveCancelled = Sentence{"ذخیرهٔ صدا متوقف شد و چیزی ناقص نماند.", "Saving was stopped and nothing half-done is left."}
	SaveNoName    = Sentence{"نامی برای پرونده بنویسید.", "Write a name for the file."}
)

// Sentences of the history.
var (
	HistoryTitle      = Sentence{"گفته‌ها", "History"}
	HistorySearch     = Sentence{"جست‌وجو در گفته‌ها", "Search the history"}
	HistoryNone       = Sentence{"آنچه می‌گویید اینجا نگه داشته می‌شود.", "What you speak is kept here."}
	HistoryNotFound   = Sentence{"گفته‌ای پیدا نشد.", "Nothing was found."}
	HistoryMore       = Sentence{"گفته‌های پیش‌تر", "Earlier ones"}
	HistoryReplay     = Sentence{"دوباره بگو", "Speak again"}
	HistoryEdit       = Sentence{"به ویرایشگر", "To the editor"}
	HistoryDelete     = Sentence{"حذف", "Delete"}
	HistoryClear      = Sentence{"پاک کردن همه…", "Clear all…"}
	HistoryClearTitle = Sentence{"پاک کردن گفته‌ها", "Clear the history"}
	HistoryClearAsk   = Sentence{"همهٔ گفته‌ها پاک می‌شوند و بازنمی‌گردند.", "All of the history is deleted and cannot be brought back."}
	HistoryChoose     = Sentence{"گفته‌ای را برگزینید.", "Choose one."}
	HistoryAbout      = Sentence{"%s، %s، %s", "%s, %s, %s"}
)
