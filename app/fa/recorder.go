package fa

import "avagar/engine/capture"

var recorderErrors = []told{
	{capture.ErrNoMicrophone, Sentence{"میکروفونی پیدا نشد؛ یکی وصل کنید و دوباره بیازمایید.", "No microphone was found; connect one and try again."}},
	{capture.ErrRefused, Sentence{"سیستم نمی‌گذارد آواگر به میکروفون گوش دهد؛ در تنظیمات حریم خصوصی اجازه دهید و دوباره بیازمایید.", "The system does not let Avagar listen to the microphone; allow it in the privacy settings and try again."}},
	{capture.ErrBusy, Sentence{"برنامهٔ دیگری میکروفون را در دست دارد؛ آن را ببندید و دوباره بیازمایید.", "Another program has the microphone; close it and try again."}},
	{capture.ErrLost, Sentence{"میکروفون در میانهٔ ضبط خاموش یا جدا شد؛ آن را دوباره وصل کنید و همین جمله را از نو بخوانید.", "The microphone fell silent or was unplugged in the middle; connect it again and read this sentence anew."}},
}
