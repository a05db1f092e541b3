package persian

import "strings"

// joinParts joins with ZWNJ what belongs to the word beside it but was written
// apart: می رود, کتاب ها, خانه ای.
func joinParts(words []string) []string {
	out := words[:0]
	for _, w := range words {
		n := len(out)
		if n > 0 && w == "ء" && strings.HasSuffix(out[n-1], "ه") { // خانه ء ما
			out[n-1] += string(hamzaAbove)
			continue
		}
		if n > 0 && joins(out[n-1], w) {
			out[n-1] += string(zwnj) + w
			continue
		}
		out = append(out, w)
	}
	return out
}

func joins(before, word string) bool {
	b, w := bare(before), bare(word)
	switch {
	case b == "نمی", b == "می":
		return isVerbForm(w)
	case !isPersian(b) || b == "و" || hasEnding(b):
		return false
	case pluralEndings[w], w == "ترین", w == "ترینِ":
		return true
	case w == "تر" || w == "تری":
		return comparable[b]
	case enclitics[w]:
		return strings.HasSuffix(b, "ه") && len(b) > 2*len("ه") && !noEnclitic[b]
	}
	return false
}

// hasEnding reports a word that took its ending already, or is one.
func hasEnding(word string) bool {
	part := word
	if i := strings.LastIndex(word, string(zwnj)); i >= 0 {
		part = word[i+len(string(zwnj)):]
	}
	return pluralEndings[part] || enclitics[part]
}

// bare is a word without its harakat.
func bare(word string) string {
	if !strings.ContainsFunc(word, isHaraka) {
		return word
	}
	return strings.Map(func(r rune) rune {
		if isHaraka(r) {
			return -1
		}
		return r
	}, word)
}

func isPersian(word string) bool {
	for _, r := range word {
		return isArabic(r)
	}
	return false
}

func set(words string) map[string]bool {
	out := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

var (
	pluralEndings = set("ها های هایی هایم هایت هایش هایمان هایتان هایشان")
	enclitics     = set("ی ای ام ات اش ایم اید اند")
	noEnclitic    = set("همه نه که به چه سه ده شده\u200cاست")
	comparable    = set(`بزرگ کوچک بیش کم مهم قوی ضعیف بلند کوتاه زیبا زشت خوب بد گرم سرد تند کند سریع آسان سخت ساده پیچیده
		قدیمی جدید جوان پیر پایین بالا نزدیک دور وسیع دقیق عمیق روشن تاریک شدید خفیف ارزان گران سنگین سبک پهن باریک
		ضخیم نازک خطرناک جالب عجیب مناسب بهینه کامل عمومی جزئی پررنگ کمرنگ عقب جلو راحت شاد غمگین قدرتمند پیشرفته`)

	verbEndings = []string{"م", "ی", "د", "یم", "ید", "ند", ""}
	objects     = []string{"", "م", "ت", "ش", "مان", "تان", "شان"}

	pastStems = set(`آزرد آزمود آسود آشامید آشفت آغازید آفرید آمد آموخت آمیخت آورد آویخت ارزید افتاد افراشت افروخت افزود افکند
		انداخت اندوخت اندیشید انگاشت انگیخت ایستاد باخت بارید بافت بالید بخشید برد برید بست بلعید بود بوسید بویید بیخت
		پاشید پالود پایید پخت پذیرفت پراکند پرداخت پرستید پرسید پرورد پرید پژمرد پسندید پنداشت پوسید پوشید پیچید پیمود
		پیوست تاخت تابید تراشید ترسید ترکید تکاند تنید توانست جست جنبید جنگید جوشید جوید چربید چرخید چسبید چشید چکید
		چید خارید خاست خرامید خراشید خرید خزید خفت خندید خواباند خوابید خواست خواند خورد داد داشت دانست درخشید درید
		دزدید دمید دوخت دوید دید راند ربود رست رساند رسید رفت رقصید رنجید رویید ریخت زاد زد زدود زیست ساخت سپرد ستود
		سرود سنجید سوخت شتافت شد شست شکافت شکست شکفت شمرد شناخت شنید طلبید غرید غلتید فرستاد فرسود فرمود فروخت فریفت
		فشرد فهمید قاپید کاست کاشت کرد کشت کشید کوبید کوچید کوشید گداخت گذاشت گذراند گذشت گرداند گردید گرفت گریخت
		گریست گزید گسترد گسست گشت گشود گفت گماشت گنجید لرزید لغزید لنگید مالید ماند مرد نالید نامید نشاند نشست نگاشت
		نگریست نمود نواخت نوشت نوشید نهاد ورزید وزید یافت`)
	presentStems = set(`آزار آزما آسا آشام آشوب آغاز آفرین آ آی آموز آمیز آور آر آویز ارز افت افراز افروز افزا افزای افکن
		انداز اندوز اندیش انگار انگیز ایست باز بار باف بال بخش بر بند بلع باش بوس بو پاش پا پز پذیر پراکن پرداز پرست
		پرس پرور پر پژمر پسند پندار پوس پوش پیچ پیما پیوند تاز تاب تراش ترس ترک تکان تن توان تون جه جو جنب جنگ جوش
		چرب چرخ چسب چش چک چین خار خیز خرام خراش خر خز خواب خند خوابان خواه خوا خوان خون خور ده د دار دان دون درخش در
		دزد دم دوز دو بین ران ربا ربای رس رسان رسون رو ر رقص رنج روی ریز زا زای زن زدا زی ساز سپار سپر ستا سرا سنج
		سوز شتاب شو ش شوی شکاف شکن شکف شمار شمر شناس شنو طلب غر غلت فرست فرسا فرما فرمای فروش فریب فشار فهم قاپ کاه
		کار کن کش کوب کوچ کوش گداز گذار ذار گذران گذر گردان گرد گیر گریز گری گزین گستر گسل گشا گشای گو گوی گمار گنج
		لرز لغز لنگ مال مان مون میر نال نام نشان نشین شین نگار نگر نما نمای نواز نویس نوش نه ورز وز یاب`)
)

// isVerbForm reports a finite form after می: a stem, an ending and perhaps the
// object (می‌گیر-م-ش). A present stem alone is no form.
func isVerbForm(word string) bool {
	word, _, _ = strings.Cut(word, string(zwnj)) // می رفته‌اند
	for _, object := range objects {
		rest, found := strings.CutSuffix(word, object)
		if !found {
			continue
		}
		for _, ending := range verbEndings {
			stem, found := strings.CutSuffix(rest, ending)
			if found && isStem(stem, ending) {
				return true
			}
		}
	}
	return false
}

// isStem also takes the forms with a glide (می‌آیم, می‌گویند) and the past
// participle (می‌رفته).
func isStem(stem, ending string) bool {
	if ending == "" {
		return pastStems[stem] || pastStems[strings.TrimSuffix(stem, "ه")]
	}
	return ending != "د" && pastStems[stem] || presentStems[stem] || presentStems[strings.TrimSuffix(stem, "ی")]
}
