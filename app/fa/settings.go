package fa

import "avagar/app/account"

// accountErrors are what settings can meet with.
var accountErrors = []told{
	{account.ErrSetting, Sentence{"تنظیمی به این نام نیست؛ نام‌ها: {avagar settings list}", "There is no setting of this name; see avagar settings list."}},
	{account.ErrValue, Sentence{"این مقدار برای این تنظیم پذیرفتنی نیست؛ مقدارهای پذیرفتنی: {avagar settings list}", "The setting cannot have this value; see avagar settings list."}},
}
