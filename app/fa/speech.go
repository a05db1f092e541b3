package fa

import "avagar/app/speech"

var speechErrors = []told{
	{speech.ErrNoSpace, Sentence{"روی دیسک برای این پرونده جا نیست؛ جا باز کنید یا جای دیگری را برگزینید.", "The disk has no room for this file; make room or choose another place."}},
}
