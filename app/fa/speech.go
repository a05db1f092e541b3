package fa

import "avagar/app/speech"

var speechErrors = []told{
	{speech.ErrNoSpace, Sentence{"روی دیسک برای این پرونده جا نیست؛ جا باز کنید یا جای دیگری را برگزینید.", "The disk has no room for this file; make room or choose another place."}},
}

// SpeechState says what the service is doing.
func SpeechState(s speech.State) Sentence { return speechStates[s] }

var speechStates = map[speech.State]Sentence{
	speech.Idle:      {"آمادهٔ گفتن", "Ready to speak"},
	speech.Preparing: {"در حال آماده شدن", "Preparing"},
	speech.Speaking:  {"در حال گفتن", "Speaking"},
	speech.Paused:    {"مکث", "Paused"},
}
