package fa

// Sentences of the page of settings.
var (
	SettingsTitle     = Sentence{"تنظیمات", "Settings"}
	SettingsLook      = Sentence{"نما", "Look"}
	SettingAppearance = Sentence{"رنگ‌ها", "Colours"}
	AppearanceSystem  = Sentence{"همانند رایانه", "As the system"}
	AppearanceLight   = Sentence{"روشن", "Light"}
	AppearanceDark    = Sentence{"تیره", "Dark"}
	AppearanceSharp   = Sentence{"پررنگ و خوانا", "High contrast"}
	SettingTextSize   = Sentence{"اندازهٔ نوشته", "Text size"}
	SettingNumerals   = Sentence{"رقم‌ها", "Numerals"}
	NumeralsPersian   = Sentence{"فارسی: ۱۲۳", "Persian"}
	NumeralsLatin     = Sentence{"لاتین: {123}", "Latin"}
	SettingsSpeech    = Sentence{"گفتار", "Speech"}
	SettingVoice      = Sentence{"صدای پیش‌فرض", "Default voice"}
	SettingSpeed      = Sentence{"تندی پیش‌فرض", "Default speed"}
	SpeedTimes        = Sentence{"%s برابر", "%s times"}
	SettingsTraining  = Sentence{"آموزش صدا", "Training"}
	SettingOnBattery  = Sentence{"بی برق", "On the battery"}
	OnBatteryYes      = Sentence{"آموزش با باتری هم پیش برود", "A training goes on while the computer is on its battery"}
	SettingsPlace     = Sentence{"جای داده‌ها", "Where data are kept"}
	SettingHome       = Sentence{"پوشهٔ برنامه", "Home folder"}
	HomeFixed         = Sentence{"صداها، تاریخچه و تنظیمات در این پوشه‌اند. برای جابه‌جایی، پیش از باز کردن برنامه متغیر {AVAGAR_HOME} را بگذارید.", "Voices, history and settings are in this folder. To move it, set AVAGAR_HOME before opening the program."}
	SettingsVariables = Sentence{"متغیرهای محیط", "Environment variables"}
	NoVariables       = Sentence{"هیچ متغیری چیزی را تغییر نداده است.", "No variable overrides anything."}
	VariableOverrides = Sentence{"{%s = %s}", "%s = %s"}
)
