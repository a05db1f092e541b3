package fa

import "avagar/engine/hub"

// Sentences of the settings for what comes from the hub.
var (
	SettingsHub        = Sentence{"دریافت از هاب", "Downloads from the hub"}
	SettingEndpoint    = Sentence{"نشانی هاب", "Address of the hub"}
	SettingMirrors     = Sentence{"آینه‌ها", "Mirrors"}
	MirrorsHint        = Sentence{"چند نشانی با فاصله، به ترتیب", "addresses in their order, a space between"}
	SettingTrial       = Sentence{"آزمودن نشانی‌ها", "Try the addresses"}
	TrialBegin         = Sentence{"آزمودن", "Try"}
	TrialStop          = Sentence{"بس است", "Stop"}
	TrialLine          = Sentence{"%s: %s", "%s: %s"}
	TrialRuns          = Sentence{"می‌آزماید…", "being tried…"}
	TrialStopped       = Sentence{"آزمون نیمه‌کاره ماند.", "the trial was stopped."}
	TrialGood          = Sentence{"خوب است و پس از %s میلی‌ثانیه پاسخ داد.", "it is good and answered after %s ms."}
	TrialNoRanges      = Sentence{"کار می‌کند و پس از %s میلی‌ثانیه پاسخ داد، ولی دریافتی که بریده شود از سر آغاز می‌شود.", "it works and answered after %s ms, but a download that breaks begins anew."}
	TrialNotFiles      = Sentence{"فهرست مدل‌ها را می‌دهد ولی پرونده‌ها را نه. %s", "it lists models but does not serve files. %s"}
	SettingTrust       = Sentence{"توکن و آینه‌ها", "Token and mirrors"}
	TrustMirrors       = Sentence{"توکن من به آینه‌ها هم داده شود", "Mirrors get my token, too"}
	TrustMirrorsHint   = Sentence{"تنها اگر به گردانندهٔ هر آینه اعتماد دارید: هر که توکن را دارد به نام شما دریافت می‌کند.", "Only if you trust whoever runs each of them: who has the token downloads in your name."}
	SettingProxy       = Sentence{"پراکسی", "Proxy"}
	ProxyHint          = Sentence{"مانند {socks5://127.0.0.1:1080}؛ خالی: بی پراکسی", "such as socks5://127.0.0.1:1080; empty: none"}
	SettingParallel    = Sentence{"دریافت‌های هم‌زمان", "Downloads at once"}
	SettingSpeedLimit  = Sentence{"بیشترین سرعت همه", "Speed limit of all together"}
	SettingHours       = Sentence{"ساعت‌های دریافت", "Hours of downloads"}
	HoursOnly          = Sentence{"تنها از ساعت", "Only from"}
	HoursTo            = Sentence{"تا", "to"}
	SettingMetered     = Sentence{"اینترنت حجمی", "Paid by volume"}
	MeteredYes         = Sentence{"تنها آنچه خودم بخواهم دریافت شود", "Only what I insist on is downloaded"}
	SettingOffline     = Sentence{"کار بی شبکه", "Without the network"}
	OfflineYes         = Sentence{"آواگر هیچ نشانی‌ای را نپرسد", "Avagar asks no address"}
	SettingToken       = Sentence{"توکن هاب", "The hub's token"}
	TokenHint          = Sentence{"توکن تازه، مانند {hf_…}", "a new token, such as hf_…"}
	TokenKeep          = Sentence{"نگه داشتن توکن", "Keep the token"}
	TokenForget        = Sentence{"پاک کردن توکن", "Delete the token"}
	TokenForgotten     = Sentence{"توکن پاک شد.", "The token was deleted."}
	TokenUnknown       = Sentence{"می‌پرسد که توکنی هست یا نه…", "looking whether there is one…"}
	TokenNowhere       = Sentence{"گذاشته نشده است. برای مخزن‌هایی که اجازه می‌خواهند لازم است.", "Not set. Repositories that ask for permission need one."}
	TokenInKeyring     = Sentence{"گذاشته شده است، در جاکلیدی سیستم.", "Set, in the system's keyring."}
	TokenInFile        = Sentence{"گذاشته شده است، در پروندهٔ {hub-token} در پوشهٔ برنامه. جاکلیدی سیستم در دسترس نیست، پس هر برنامه‌ای که با نام کاربری شما کار می‌کند می‌تواند آن را بخواند.", "Set, in the file hub-token of the home folder. There is no keyring at hand, so any program that runs as you can read it."}
	TokenInEnvironment = Sentence{"متغیر {HF_TOKEN} توکنی گذاشته است که بر آنچه اینجاست می‌چربد.", "HF_TOKEN sets one, which outweighs what is set here."}
	TokenShared        = Sentence{"برنامه‌های دیگرِ هاب ({huggingface_hub}) توکنی گذاشته‌اند و همان به کار می‌رود.", "Other programs of the hub (huggingface_hub) have set one, which is used."}
)

// Probed words how an address did that was tried as a hub.
func (l Locale) Probed(p hub.Probe) string {
	ms := int(p.Latency.Milliseconds())
	switch {
	case p.Good() && p.Ranges:
		return l.Say(TrialGood, ms)
	case p.Good():
		return l.Say(TrialNoRanges, ms)
	case p.API:
		return l.Say(TrialNotFiles, Words(l.Error(p.Reason)))
	}
	return l.Error(p.Reason)
}
