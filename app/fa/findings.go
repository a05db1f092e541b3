package fa

import "avagar/engine/dataset"

// findings say what is the matter with a recording and what to do. The %s is
// the value that was measured, where the code has one.
var findings = map[dataset.Code]Sentence{
	dataset.MissingAudio:     {"پروندهٔ صدا نیست؛ آن را در {wavs/} بگذارید.", "The sound file is missing; put it into wavs/."},
	dataset.UnreadableAudio:  {"پروندهٔ صدا خوانده نمی‌شود؛ آن را به {WAV} تبدیل کنید یا از نو بیاورید.", "The sound file cannot be read; convert it to WAV or get it anew."},
	dataset.EmptyAudio:       {"در پرونده صدایی نیست؛ دوباره ضبط کنید.", "The file holds no sound; record it again."},
	dataset.TooShort:         {"صدا بسیار کوتاه است (%s ثانیه)؛ جمله‌ای کامل ضبط کنید.", "The sound is very short (%s s); record a whole sentence."},
	dataset.TooLong:          {"صدا بسیار بلند است (%s ثانیه)؛ آن را به جمله‌ها ببرید.", "The sound is very long (%s s); cut it into sentences."},
	dataset.LowRate:          {"نرخ نمونه‌برداری کم است (%s هرتز) و صدا تیره خواهد بود؛ ضبط باکیفیت‌تری بیاورید.", "The sample rate is low (%s Hz) and the voice will be dull; bring a better recording."},
	dataset.Silent:           {"جز سکوت چیزی شنیده نمی‌شود؛ میکروفون را بررسی و دوباره ضبط کنید.", "Nothing but silence is heard; check the microphone and record again."},
	dataset.Clipped:          {"صدا بریده شده است (%s نمونه)؛ با بلندی کمتر ضبط کنید.", "The sound is clipped (%s samples); record at a lower level."},
	dataset.Noisy:            {"نوفه زیاد است (فاصلهٔ صدا از نوفه %s دسی‌بل)؛ در جای آرام‌تری ضبط کنید.", "There is much noise (%s dB below the speech); record in a quieter place."},
	dataset.Hum:              {"وزوز برق شنیده می‌شود (%s دسی‌بل)؛ آواگر آن را می‌زداید.", "Mains hum is heard (%s dB); Avagar removes it."},
	dataset.Quiet:            {"صدا آهسته است (%s {LUFS})؛ آواگر آن را بلندتر می‌کند.", "The sound is faint (%s LUFS); Avagar raises it."},
	dataset.Truncated:        {"پروندهٔ صدا در پایان بریده است؛ نسخهٔ کامل آن را بیاورید.", "The sound file is cut off at its end; get a whole copy."},
	dataset.Mislabelled:      {"پسوند پرونده با محتوایش جور نیست؛ آواگر محتوا را می‌خواند.", "The file's name says another format than its content; Avagar goes by the content."},
	dataset.BadChannel:       {"یکی از کانال‌های صدا خراب است؛ آواگر کانال سالم را به کار می‌برد.", "A channel of the sound is bad; Avagar uses the sound one."},
	dataset.Offset:           {"صدا از صفر دور افتاده است؛ آواگر آن را درست می‌کند.", "The wave is off its zero; Avagar corrects it."},
	dataset.TextMissing:      {"متن این صدا خالی است؛ آن را در {metadata.csv} بنویسید.", "The text of this sound is empty; write it into metadata.csv."},
	dataset.TextUnreadable:   {"سطر %s از {metadata.csv} خوانده نمی‌شود؛ باید {id|text} و {UTF-8} باشد.", "Line %s of metadata.csv cannot be read; it must be id|text in UTF-8."},
	dataset.TextUnspoken:     {"در متن چیزی نیست که آواگر بتواند بخواند؛ متن را به حرف بنویسید یا واج‌هایش را بدهید.", "Nothing in the text can be read by Avagar; write it in letters or give its phonemes."},
	dataset.AudioWithoutText: {"این صدا متنی در {metadata.csv} ندارد و به کار نمی‌آید.", "This sound has no text in metadata.csv and is not used."},
	dataset.DuplicateID:      {"این شناسه دو بار آمده است (سطر %s)؛ تنها نخستین به کار می‌رود.", "This id appears twice (line %s); only the first is used."},
	dataset.DuplicateAudio:   {"همین صدا با شناسهٔ دیگری هم هست؛ یکی را بردارید.", "The same sound is there under another id; remove one."},
	dataset.RefusedID:        {"این شناسه پذیرفته نیست (سطر %s)؛ نام ساده‌ای بی‌مسیر بدهید.", "This id is not accepted (line %s); give a plain name without a path."},
	dataset.ExtraColumns:     {"{metadata.csv} ستون‌های بیشتری دارد (%s) که به کار نمی‌روند.", "metadata.csv has further columns (%s) that are not used."},
	dataset.SpeakingRateOdd:  {"تندی گفتار شگفت است (%s حرف در ثانیه)؛ ببینید متن همان است که خوانده شده.", "The speaking rate is odd (%s letters a second); check that the text is what was read."},
	dataset.PhonemesMissing:  {"در {phonemes.csv} واج‌های این گفته نیست؛ سطرش را بیفزایید.", "phonemes.csv lacks the phonemes of this utterance; add its line."},
	dataset.SymbolsUnknown:   {"واج‌هایی ناشناخته دارد؛ آن‌ها را با {IPA} بنویسید.", "It has unknown phonemes; write them in IPA."},
	dataset.TimesUnreadable:  {"زمان‌های این گفته در {align.tsv} خوانده نمی‌شوند (سطر %s)؛ آواگر خودش می‌سنجد.", "The times of this utterance in align.tsv cannot be read (line %s); Avagar finds them itself."},
	dataset.TestUnknown:      {"%s سطرِ {test.txt} نام هیچ گفته‌ای نیست؛ در هر سطر یک شناسه از {metadata.csv} بنویسید.", "%s lines of test.txt name no utterance; write one id of metadata.csv on each."},
	dataset.NotListed:        {"نه در {train.txt} آمده است و نه در {heldout.txt} و به کار نمی‌رود.", "It is neither in train.txt nor in heldout.txt and is not used."},
	dataset.BadTranscript:    {"متن با صدا جور نمی‌نماید؛ گوش دهید و متن را درست کنید.", "Text and sound do not seem to match; listen and correct the text."},
	dataset.LanguageUnread:   {"آواگر زبان این متن را نمی‌خواند؛ متن فارسی بیاورید یا واج‌هایش را در {phonemes.csv} بدهید.", "Avagar cannot read the language of this text; bring a Persian text, or give its phonemes in phonemes.csv."},
	dataset.OtherVoice:       {"این صدا به بیشترِ ضبط‌ها نمی‌ماند؛ گوش دهید و اگر گوینده‌ای دیگر، موسیقی یا میکروفونی دیگر است، کنارش بگذارید.", "It sounds unlike most of the recordings; listen, and leave it out if it is another speaker, music or another microphone."},
}

// Finding words what was noticed about an utterance, or about the folder where
// it names none.
func (l Locale) Finding(f dataset.Finding) string {
	s, ok := findings[f.Code]
	if !ok {
		s = Sentence{"ایرادی دیده شد؛ این ضبط را بررسی کنید.", "Something is wrong; check this recording."}
	}
	text := l.Say(s, f.Value)
	if f.ID == "" {
		return text
	}
	return l.Say(about, f.ID, Words(text))
}

// Severity words how much a finding matters.
func (l Locale) Severity(s dataset.Severity) string {
	switch s {
	case dataset.Error:
		return l.Say(Sentence{"خطا", "error"})
	case dataset.Warning:
		return l.Say(Sentence{"هشدار", "warning"})
	}
	return l.Say(Sentence{"یادداشت", "note"})
}
