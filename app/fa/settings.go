package fa

import "avagar/app/account"

// accountErrors are what settings can meet with.
var accountErrors = []told{
	{account.ErrSetting, Sentence{"تنظیمی به این نام نیست؛ نام‌ها: {avagar settings list}", "There is no setting of this name; see avagar settings list."}},
	{account.ErrEndpoint, Sentence{"این نشانیِ هاب پذیرفتنی نیست؛ نشانی باید با {https://} آغاز شود، مانند {https://huggingface.co}.", "This cannot be the address of a hub; it must begin with https://, such as https://huggingface.co."}},
	{account.ErrProxy, Sentence{"این نشانیِ پراکسی پذیرفتنی نیست؛ نمونه: {socks5://127.0.0.1:1080}", "This cannot be the address of a proxy; for example: socks5://127.0.0.1:1080"}},
	{account.ErrWindow, Sentence{"این بازهٔ ساعت پذیرفتنی نیست؛ برای یک تا شش بامداد بنویسید: {1-6}", "This is not a span of hours; for one to six at night write 1-6."}},
	{account.ErrToken, Sentence{"این توکن پذیرفتنی نیست؛ آن را یک‌جا و بی‌فاصله از صفحهٔ {Access Tokens} هاب رونویسی کنید.", "This cannot be a token; copy it whole and without spaces from the page Access Tokens of the hub."}},
	{account.ErrValue, Sentence{"این مقدار برای این تنظیم پذیرفتنی نیست؛ مقدارهای پذیرفتنی: {avagar settings list}", "The setting cannot have this value; see avagar settings list."}},
}

// What the commands for settings, the lexicon and the history say.
var (
	SettingLine     = Sentence{"%s  %s  (پذیرفتنی: %s، پیش‌فرض: %s)", "%s  %s  (allowed: %s, default: %s)"}
	SettingWord     = Sentence{"%s  %s", "%s  %s"}
	SettingVariable = Sentence{"متغیر محیط: {%s=%s}", "environment: %s=%s"}
	SettingChanged  = Sentence{"تنظیم %s اکنون %s است.", "The setting %s is now %s."}

	LexiconLine    = Sentence{"%s  %s", "%s  %s"}
	LexiconRemoved = Sentence{"واژهٔ %s دوباره چنان خوانده می‌شود که برنامه می‌داند.", "The word %s is read as the program knows it again."}

	HistoryLine    = Sentence{"%s  %s  %s", "%s  %s  %s"}
	HistoryRemoved = Sentence{"متن شمارهٔ %s از تاریخچه پاک شد.", "Deleted text %s of the history."}
	HistoryCleared = Sentence{"تاریخچه پاک شد.", "Cleared the history."}
)

// settingsHelp holds the texts of their command lines.
var settingsHelp = map[string]Sentence{
	"settings":       {"تنظیم‌های برنامه؛ پنجرهٔ باز هم بی‌درنگ پیروی می‌کند", "settings of the program; an open window follows at once"},
	"settings_list":  {"فهرست تنظیم‌ها و متغیرهای محیط که بر آن‌ها می‌چربند", "list the settings, and the variables that outweigh them"},
	"settings_get":   {"مقدار یک تنظیم را می‌نویسد", "write the value of one setting"},
	"settings_set":   {"یک تنظیم را دگرگون می‌کند", "change one setting"},
	"settings_reset": {"یک تنظیم را به پیش‌فرض بازمی‌گرداند", "take one setting back to its default"},
	"setting_name":   {"نام تنظیم، مانند {text_size}", "name of the setting, such as text_size"},
	"setting_value":  {"مقدار تازه", "the new value"},

	"lexicon":          {"واژه‌هایی که چنان خوانده می‌شوند که شما می‌خواهید", "words that are read the way you want"},
	"lexicon_list":     {"فهرست واژه‌ها", "list the words"},
	"lexicon_set":      {"می‌گوید که یک واژه چگونه خوانده شود", "say how a word is read"},
	"lexicon_remove":   {"واژه را به خوانش برنامه بازمی‌گرداند", "leave a word to the program again"},
	"lexicon_word":     {"یک واژه", "one word"},
	"lexicon_phonemes": {"واج‌های {IPA}، چنان‌که {phonemize} می‌نویسد", "phonemes in IPA, as phonemize writes them"},

	"history":        {"متن‌هایی که گفته شده‌اند", "texts that were spoken"},
	"history_list":   {"فهرست متن‌ها، تازه‌ترین نخست", "list the texts, the newest first"},
	"history_remove": {"یک متن را پاک می‌کند", "delete one text"},
	"history_clear":  {"همه را پاک می‌کند", "delete all of them"},
	"history_limit":  {"بیشترین شمار متن‌ها", "how many texts at most"},
	"history_before": {"تنها متن‌های پیش از این شماره", "only texts before this number"},
	"history_query":  {"واژه‌هایی که در متن هست", "words that are in the text"},
	"history_id":     {"شمارهٔ متن", "number of the text"},
}
