package fa

import "avagar/engine/hub"

// hubErrors are what asking the Hugging Face Hub or a mirror of it can meet with.
var hubErrors = []told{
	{hub.ErrOffline, Sentence{"آواگر بی شبکه کار می‌کند و چیزی نپرسید؛ «کار بی شبکه» را در تنظیمات خاموش کنید، یا مدل را از پرونده بیاورید.", "Avagar works without the network and asked nothing; turn that off in the settings, or import the model from a file."}},
	{hub.ErrUnreachable, Sentence{"به هاب دسترسی نیست؛ اینترنت را بررسی کنید، یا در تنظیمات آینه یا پراکسی بگذارید.", "The hub cannot be reached; check the connection, or set a mirror or a proxy in the settings."}},
	{hub.ErrFiltered, Sentence{"چیزی در میان راه به جای هاب پاسخ داد (پالایش یا صفحهٔ ورود شبکه)؛ در تنظیمات آینه یا پراکسی بگذارید، یا مدل را از پرونده بیاورید.", "Something on the way answered in the hub's place (a filter, or the network's login page); set a mirror or a proxy in the settings, or import the model from a file."}},
	{hub.ErrClock, Sentence{"گواهی هاب با تاریخ این رایانه نمی‌خواند؛ ساعت و تاریخ رایانه را درست کنید.", "The hub's certificate does not hold on this computer's date; set its clock and date right."}},
	{hub.ErrProxy, Sentence{"پراکسی پاسخ نمی‌دهد یا نمی‌پذیرد؛ نشانی آن را در تنظیمات درست کنید، مانند {socks5://127.0.0.1:1080}.", "The proxy does not answer or refuses; correct its address in the settings, such as socks5://127.0.0.1:1080."}},
	{hub.ErrNotHub, Sentence{"این کارساز آینهٔ درستی از هاب نیست و نشانه‌های لازم را نمی‌فرستد؛ آینهٔ دیگری در تنظیمات بگذارید.", "This server is not a proper mirror of the hub: it leaves out what is needed; set another in the settings."}},
	{hub.ErrRateLimited, Sentence{"هاب درخواست‌ها را بیش از اندازه می‌داند؛ چند دقیقه بمانید یا با توکن وارد شوید.", "The hub counts too many requests; wait a few minutes, or log in with a token."}},
	{hub.ErrServer, Sentence{"هاب این لحظه دچار مشکل است؛ کمی بعد دوباره بیازمایید.", "The hub is in trouble at the moment; try again a little later."}},
	{hub.ErrGatedDenied, Sentence{"هاب هنوز به شما اجازهٔ این مخزن را نداده است؛ در صفحهٔ آن درخواست دهید و تا پذیرفته شدن بمانید.", "The hub has not let you into this repository yet; ask on its page and wait until you are accepted."}},
	{hub.ErrGated, Sentence{"این مخزن اجازه می‌خواهد؛ در صفحهٔ آن درخواست دهید و سپس توکن خود را در آواگر بگذارید.", "This repository asks for permission; request it on its page, then give Avagar your token."}},
	{hub.ErrForbidden, Sentence{"توکن شما اجازهٔ این کار را ندارد؛ توکنی با اجازهٔ خواندن بسازید.", "Your token does not allow this; make one that may read."}},
	{hub.ErrRepoNotFound, Sentence{"چنین مخزنی نیست یا خصوصی است؛ نام را بررسی کنید، یا با توکن وارد شوید.", "There is no such repository, or it is private; check the name, or log in with a token."}},
	{hub.ErrRevisionNotFound, Sentence{"این مخزن چنین شاخه یا نسخه‌ای ندارد؛ نامش را بررسی کنید.", "This repository has no such branch or revision; check its name."}},
	{hub.ErrEntryNotFound, Sentence{"در این نسخهٔ مخزن چنین پرونده‌ای نیست؛ فهرست پرونده‌ها را دوباره بخوانید.", "This revision of the repository has no such file; read its list of files again."}},
	{hub.ErrBadToken, Sentence{"هاب این توکن را نمی‌پذیرد: نادرست است یا گذشته؛ توکن تازه‌ای از {huggingface.co/settings/tokens} بگیرید.", "The hub does not accept this token: it is wrong or has expired; get a new one at huggingface.co/settings/tokens."}},
	{hub.ErrDisabled, Sentence{"هاب این مخزن را بسته است؛ مخزن دیگری برگزینید.", "The hub has closed this repository; choose another."}},
	{hub.ErrForeignLink, Sentence{"هاب نشانی کارساز بیگانه‌ای داد و آواگر برای نگه‌داشتن توکن شما به آن نرفت؛ آینهٔ دیگری بیازمایید.", "The hub gave the address of a foreign server, and Avagar did not follow it, to keep your token safe; try another mirror."}},
	{hub.ErrAnswer, Sentence{"پاسخ هاب خوانده نشد؛ دوباره بیازمایید، یا آینهٔ دیگری در تنظیمات بگذارید.", "The hub's answer could not be read; try again, or set another mirror in the settings."}},
	{hub.ErrEndpoint, Sentence{"این نشانی هاب یا آینه نیست؛ نشانی باید با {https://} آغاز شود.", "This is not the address of a hub or a mirror; it has to begin with https://."}},
	{hub.ErrRepoName, Sentence{"این نام مخزن نیست؛ آن را به شکل {owner/name} یا {datasets/owner/name} بنویسید.", "This is not the name of a repository; write owner/name or datasets/owner/name."}},
	{hub.ErrUnsafePath, Sentence{"نام پرونده‌ای در این مخزن برای دیسک شما امن نیست و ساخته نشد؛ پرونده‌های دیگر را برگزینید.", "The name of a file in this repository is not safe on your disk and was not made; choose other files."}},
}
