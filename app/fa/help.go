package fa

// help holds the texts of the command line by the names that package cli uses.
var help = map[string]Sentence{
	"help":    {"همین راهنما", "this help"},
	"version": {"نسخهٔ برنامه", "version of the program"},
	"json":    {"هر چیز یک شیء {JSON} در یک سطر", "one JSON object a line"},
	"text":    {"متن؛ بی آن یا با {-} سطر به سطر از ورودی استاندارد", "the text; without it or with -, line by line from standard input"},
	"demo":    {"جمله‌ای نمونه می‌گوید", "speak a sample sentence"},

	"say":          {"متن را می‌گوید یا در پرونده می‌نویسد", "speak a text, or write it to a sound file"},
	"say_voice":    {"شناسه، نام یا پروندهٔ صدا؛ بی آن صدای خود برنامه", "a voice's id, name or file; the built-in voice without it"},
	"say_speed":    {"تندی: ۲ دو برابر تندتر است (۰٫۳ تا ۵)", "speed: 2 is twice as fast (0.3 to 5)"},
	"say_pitch":    {"نیم‌پرده‌هایی که صدا بالاتر می‌رود (۱۲- تا ۱۲)", "semitones higher (-12 to 12)"},
	"say_range":    {"دامنهٔ آهنگ: ۰٫۵ نیمی از سرزندگی (۰٫۱ تا ۳)", "range of the melody: 0.5 is half as lively (0.1 to 3)"},
	"say_energy":   {"دسی‌بل‌هایی که صدا بلندتر می‌شود (۳۰- تا ۱۲)", "decibels louder (-30 to 12)"},
	"say_out":      {"پروندهٔ {WAV} که صدا در آن نوشته می‌شود", "WAV file to write instead of playing"},
	"say_phonemes": {"متن واج‌های {IPA} است، چنان‌که {phonemize} می‌نویسد", "the text is phonemes in IPA, as phonemize writes them"},

	"normalize": {"هر سطر را چنان‌که خوانده می‌شود می‌نویسد: عددها، تاریخ‌ها و نشانه‌ها به واژه", "write each line as it is read aloud: numbers, dates and signs in words"},
	"phonemize": {"هر سطر را به واج می‌نویسد", "write each line as phonemes"},
	"notation":  {"نگارش واج‌ها: {ipa} یا {repr1} (یک حرف لاتین برای هر واج)", "notation: ipa, or repr1 (one ASCII letter a phoneme)"},

	"voice":                {"صداهای روی این رایانه", "the voices on this computer"},
	"voice_list":           {"فهرست صداها", "list the voices"},
	"voice_info":           {"هر آنچه از یک صدا دانسته است", "tell all that is known of a voice"},
	"voice_import":         {"پروندهٔ صدا را می‌شنود و به صداها می‌افزاید", "hear a voice file and add it to the voices"},
	"voice_export":         {"صدا را در پرونده‌ای جدا می‌نویسد", "write a voice to a file of its own"},
	"voice_remove":         {"صدا را پاک می‌کند", "delete a voice"},
	"voice_picture":        {"به صدا تصویر می‌دهد؛ بی پرونده می‌گوید که تصویر دارد یا نه", "give a voice a picture; without a file, tell whether it has one"},
	"voice_picture_file":   {"تصویر {PNG} یا {JPEG}؛ {-} یعنی ورودی استاندارد", "a PNG or JPEG picture; - is standard input"},
	"voice_picture_remove": {"تصویر را برمی‌دارد", "take the picture away"},
	"voice_check":          {"می‌بیند که صدا سالم است و سخن می‌گوید", "see whether a voice is sound and speaks"},
	"voice_name":           {"شناسه، نام یا پروندهٔ صدا", "a voice's id, name or file"},
	"voice_file":           {"پروندهٔ صدا ({.avagar})", "a voice file (.avagar)"},
	"voice_target":         {"پرونده‌ای که نوشته می‌شود؛ بی آن به نام صدا در همین پوشه", "the file to write; without it, the voice's id in this folder"},

	"dataset":        {"پوشه‌های ضبط برای آموزش", "folders of recordings to train on"},
	"dataset_check":  {"می‌گوید در پوشهٔ ضبط‌ها چه ایرادی هست", "say what is wrong with a folder of recordings"},
	"dataset_folder": {"نام مجموعه، یا پوشه‌ای با {metadata.csv} و {wavs/}", "name of a dataset, or a folder with metadata.csv and wavs/"},

	"train":          {"صدای تازه از ضبط‌ها می‌آموزد", "train a voice from recordings"},
	"train_start":    {"آموزش تازه‌ای آغاز می‌کند؛ {Ctrl+C} ذخیره می‌کند و می‌ایستد", "start a training; Ctrl+C saves and stops"},
	"train_list":     {"فهرست آموزش‌ها", "list the trainings"},
	"train_show":     {"آنچه آموزش تا کنون سنجیده است", "tell what a training has measured"},
	"train_resume":   {"آموزش را از همان‌جا که ایستاد پی می‌گیرد", "go on with a training where it stopped"},
	"train_pause":    {"از پنجره یا پایانهٔ دیگری که آموزش می‌دهد می‌خواهد که ذخیره کند و بایستد", "ask the window, or another terminal, that trains to save and to stop"},
	"train_cancel":   {"آموزشی را از نوبت برمی‌دارد؛ آنچه آموخته است می‌ماند", "take a training out of the queue; what it has learned stays"},
	"train_move":     {"نوبت آموزشی را پس‌وپیش می‌کند", "change the turn of a training"},
	"train_job":      {"شماره یا نام آموزشی که در نوبت است، چنان‌که {train list} می‌گوید", "number or name of a training that waits, as train list tells"},
	"train_where":    {"{up}: یکی زودتر، {down}: یکی دیرتر، {first}: نخست، {last}: پس از همه", "up: one sooner, down: one later, first: before all, last: after all"},
	"train_promote":  {"از آموزش یک صدا می‌سازد", "make a voice out of a training"},
	"train_report":   {"گفتارِ آموزش را با ضبط‌هایی که نشنیده است می‌سنجد: جدول، صدا و طیف", "compare what a training says with recordings it has not heard: table, sound, spectra"},
	"train_run":      {"شناسهٔ آموزش", "id of the training"},
	"train_name":     {"نام آموزش؛ بی آن نام پوشه", "name of the training; the folder's without it"},
	"train_from":     {"صدایی که آموزش از آن آغاز می‌شود؛ بی‌آن، صدای برنامه؛ {nothing}: از هیچ", "voice to begin from; without it the built-in one; nothing: at random"},
	"train_size":     {"اندازهٔ شبکه: {base} یا {high}", "size of the network: base or high"},
	"train_steps":    {"شمار گام‌ها", "number of steps"},
	"train_seed":     {"بذر تصادف؛ بذر یکسان، آموزش یکسان", "seed of chance; equal seeds train equally"},
	"train_patience": {"سنجش‌های بی‌پیشرفت پیش از ایست؛ {-1} هرگز", "evaluations without progress before stopping; -1 never stops"},
	"train_batch":    {"قاب‌های هر گام", "frames of a step"},
	"train_rate":     {"نرخ یادگیری", "learning rate"},
	"train_warm_up":  {"گام‌هایی که نرخ در آن‌ها کم‌کم بالا می‌رود", "steps in which the rate rises little by little"},
	"train_threads":  {"نخ‌های همزمان؛ بخشی از نتیجه است", "threads side by side; part of the result"},

	"train_validation": {"درصد گفته‌هایی که آموزش نمی‌شنود و با آن‌ها سنجیده می‌شود؛ فهرست‌های پوشه بر آن پیشی دارند", "percent of the utterances that are not heard and judged by; lists in the folder come first"},

	"train_runs":       {"شناسهٔ آموزش‌ها؛ با بیش از یکی جدولی کنار هم نیز نوشته می‌شود", "ids of trainings; more than one are put side by side as well"},
	"train_report_out": {"پوشهٔ گزارش؛ بی آن {report/} در پوشهٔ آموزش", "folder of the report; report/ in the training's folder without it"},

	"train_evaluate": {"گام‌ها از یک سنجش تا سنجش دیگر", "steps from one evaluation to the next"},
	"train_chart":    {"نمودار آموزش در پرونده‌ای {PNG} هم نوشته می‌شود", "also draw a chart of it to a PNG file"},

	"promote_id":          {"شناسهٔ صدا؛ بی آن شناسهٔ آموزش", "id of the voice; the training's without it"},
	"promote_name":        {"نام صدا برای آدم‌ها", "the voice's name for people"},
	"promote_license":     {"پروانهٔ صدا، مانند {CC0-1.0}", "licence of the voice, such as CC0-1.0"},
	"promote_speaker":     {"نام گوینده", "who speaks"},
	"promote_description": {"شرح کوتاه صدا", "a short description"},
	"promote_step":        {"گامی که صدا از ذخیرهٔ آن ساخته می‌شود؛ بی آن بهترین: کمترین واج نادرست‌شنیده، و میان برابرها کمترین خطای نیازموده", "step whose checkpoint is taken; without it the best: the fewest phonemes heard wrong and, among equals, the lowest held-out loss"},
	"promote_newest":      {"به جای بهترین ذخیره تازه‌ترین را برمی‌دارد", "take the newest checkpoint instead of the best"},
	"promote_synthetic":   {"ضبط‌ها گفتار ماشین‌اند", "the recordings are a machine's speech"},
	"promote_out":         {"پرونده‌ای که نوشته می‌شود به جای پوشهٔ صداها", "file to write, instead of adding to the voices"},

	"bench":               {"سنجش‌های این رایانه", "measure this computer"},
	"bench_train":         {"تندی و حافظهٔ آموزش", "speed and memory of training"},
	"bench_speak":         {"تندی گفتار با یک هسته", "speed of speaking, on one core"},
	"bench_gemm":          {"تندی ضرب ماتریس‌ها با یک هسته", "speed of matrix products, on one core"},
	"bench_start_train":   {"هنگام آموزش از این پوشهٔ ضبط‌ها هم بسنج", "measure while a voice is trained on this folder of recordings, too"},
	"bench_start_seconds": {"زمان سنجش هنگام آموزش، به ثانیه", "how long to measure while training, in seconds"},
	"bench_start":         {"پنجره را می‌سنجد: نخستین تصویر، در آرامش و هنگام گفتن", "measure the window: its first frame, at rest and while speaking"},
	"bench_steps":         {"گام‌هایی که سنجیده می‌شوند", "steps to measure"},
	"bench_peer":          {"همان آموزش را در {PyTorch} هم، به نوبت و با دو هسته، می‌سنجد", "measure the same training in PyTorch too, in turn, on two cores each"},
	"bench_peer_rounds":   {"نوبت‌های هر یک در {--peer}", "turns of each with --peer"},
	"bench_peer_seconds":  {"درازای هر نوبت در {--peer}، به ثانیه", "how long each turn of --peer is, in seconds"},
	"bench_replicas":      {"کارگران همزمان؛ بی آن چنان‌که {train start} می‌کند", "workers side by side; as train start does without it"},
	"bench_download":      {"تندی دریافت یک پرونده از همین رایانه", "speed of fetching a file from this very computer"},
	"bench_mb":            {"اندازهٔ پرونده به مگابایت", "size of the file, in MB"},
	"bench_segments":      {"ارتباط‌های همزمان، از {1} تا {16}", "connections side by side, 1 to 16"},
	"bench_folder":        {"پوشه‌ای که روی دیسکش نوشته می‌شود؛ بی آن پوشهٔ پرونده‌های موقت", "folder whose disk is written to; that of temporary files without it"},
	"bench_others":        {"{curl} و {aria2} را هم اگر نصب باشند می‌سنجد", "measure curl and aria2 too, where they are installed"},
	"bench_rounds":        {"بارهایی که سنجیده می‌شود؛ میانه گزارش می‌شود", "times to measure; the median is reported"},
}

// Help returns the texts of the command line by name.
func (l Locale) Help() map[string]string {
	texts := make(map[string]string, len(help)+len(settingsHelp)+len(hubHelp)+len(datasetHelp)+len(recorderHelp))
	for _, part := range []map[string]Sentence{help, settingsHelp, hubHelp, datasetHelp, recorderHelp} {
		for name, s := range part {
			texts[name] = l.Say(s)
		}
	}
	return texts
}

// Words of the help itself.
var (
	UsageLine      = Sentence{"کاربرد: %s", "Usage: %s"}
	CommandsTitle  = Sentence{"فرمان‌ها:", "Commands:"}
	ArgumentsTitle = Sentence{"ورودی‌ها:", "Arguments:"}
	FlagsTitle     = Sentence{"گزینه‌ها:", "Flags:"}
	Examples       = Sentence{
		"نمونه‌ها:\n  {avagar say \"سلام، حال شما چطور است؟\"}\n  {avagar say --out salam.wav --speed 1.2 < matn.txt}\n  {avagar train start recordings/}",
		"Examples:\n  avagar say \"سلام، حال شما چطور است؟\"\n  avagar say --out salam.wav --speed 1.2 < text.txt\n  avagar train start recordings/",
	}
)
