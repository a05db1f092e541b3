package fa

import "avagar/app/store"

// storeErrors are what the database can meet with.
var storeErrors = []told{
	{store.ErrNewer, Sentence{"پایگاه دادهٔ این رایانه را نسخهٔ تازه‌تری از آواگر ساخته است؛ آواگر را به‌روز کنید. چیزی دگرگون نشد.", "A newer Avagar made the database on this computer; update Avagar. Nothing was changed."}},
	{store.ErrCorrupt, Sentence{"پایگاه دادهٔ آواگر آسیب دیده است؛ پروندهٔ {avagar.db} را جابه‌جا کنید تا پایگاه تازه‌ای ساخته شود.", "The database of Avagar is damaged; move the file avagar.db away and a new one is made."}},
	{store.ErrBusy, Sentence{"برنامهٔ دیگری پایگاه داده را نگه داشته است؛ اندکی بعد دوباره بیازمایید.", "Another program holds the database; try again in a moment."}},
	{store.ErrUnreachable, Sentence{"پایگاه دادهٔ آواگر خوانده یا نوشته نمی‌شود؛ دیسک و اجازه‌های پوشه را بررسی کنید.", "The database of Avagar cannot be read or written; check the disk and the permissions of the folder."}},
}
