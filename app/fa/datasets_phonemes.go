package fa

import "avagar/engine/phoneme"

// Sentences about how an utterance is read, and when each of its phonemes is
// spoken.
var (
	PhonemesShow    = Sentence{"واج‌ها…", "Phonemes…"}
	PhonemesTitle   = Sentence{"واج‌های گفتهٔ %s", "Phonemes of %s"}
	PhonemesAbout   = Sentence{"خوانش این گفته با نشانه‌های {IPA}، واژه‌ها با فاصله و درنگ‌ها با {|}. اگر چیز دیگری شنیده می‌شود درستش کنید؛ سنجش، هم‌ترازی و آموزش همان را به کار می‌برند و آنچه آورده‌اید دست نمی‌خورد.", "How this utterance is read, in IPA, words parted by spaces and pauses by |. Correct it where something else is heard; checks, alignment and trainings use it, and what you brought is not changed."}
	PhonemesTimes   = Sentence{"زمان هر واج؛ با {Enter} از همان‌جا شنیده می‌شود:", "When each phoneme is spoken; Enter plays from there:"}
	PhonemesNoTimes = Sentence{"زمان واج‌ها هنوز یافته نشده است؛ در صفحهٔ مجموعه «یافتن واج‌ها در صدا» را بزنید.", "When the phonemes are spoken has not been found yet; press “Find the phonemes in the sound” on the page."}
	PhonemesProgram = Sentence{"بازگرداندن خوانش برنامه", "Read as before"}
	PhonemesOwn     = Sentence{"خوانش شما", "your reading"}
	PhonemesSet     = Sentence{"خوانش %s درست شد؛ برای بازگرداندنش «بازگرداندن خوانش برنامه» هست.", "The reading of %s was corrected; “Read as before” takes it back."}
	PhonemesKept    = Sentence{"خوانش %s درست شد؛ با {--reset} بازمی‌گردد.", "The reading of %s was corrected; --reset takes it back."}
	PhonemesBack    = Sentence{"%s دوباره به خوانش خود برنامه خوانده می‌شود.", "%s is read as before."}
	PhonemesFind    = Sentence{"یافتن واج‌ها در صدا…", "Find the phonemes in the sound…"}
	PhonemesUnknown = Sentence{"جای واج‌ها در صدا هنوز یافته نشده است.", "Where the phonemes lie in the sound has not been found yet."}
	PhonemesFinding = Sentence{"یافتن واج‌ها در صدا", "Finding the phonemes in the sound"}
	PhonemesBroken  = Sentence{"یافتن واج‌ها نیمه‌تمام ماند و چیزی عوض نشد.", "Finding the phonemes was stopped, and nothing has changed."}
	PhonemesNone    = Sentence{"جای واج‌ها نشان داده نمی‌شود: %s", "Where the phonemes lie cannot be shown: %s"}
	PhonemesHere    = Sentence{"واج‌ها روی طیف: %s. فهرست با زمان‌هایشان: {F4}", "The phonemes on the spectrogram: %s. With their times: F4"}
	PhoneLine       = Sentence{"%s  %s تا %s ثانیه", "%s  %s to %s s"}
	PhoneRow        = Sentence{"%s. %s، از %s تا %s ثانیه", "%s. %s, from %s to %s s"}
	PhonePause      = Sentence{"مکث", "pause"}
	PhoneLetter     = Sentence{"%s (%s)", "%s (%s)"}

	UtterancesSearch   = Sentence{"جستجو در متن‌ها و شناسه‌ها", "Search texts and ids"}
	DatasetsKeySearch  = Sentence{"جستجو در گفته‌ها", "Search the utterances"}
	DatasetsKeyPhoneme = Sentence{"واج‌های گفتهٔ برگزیده", "Phonemes of the chosen utterance"}
)

// Phone names a phoneme, or a pause, for eye and ear: by its sign and, where
// Persian has it, by a letter.
func (l Locale) Phone(symbol string) Words {
	letter, ours := sounds[symbol]
	switch {
	case symbol == phoneme.Pause:
		return Words(l.Say(PhonePause))
	case !ours || !l.persian():
		return Words(l.Name(symbol))
	}
	return Words(l.Say(PhoneLetter, Words(l.Say(letter)), symbol))
}
