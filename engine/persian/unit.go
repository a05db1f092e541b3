package persian

import "strings"

// units are Latin signs of units as they stand behind a number.
var units = map[string]string{
	"m": "متر", "km": "کیلومتر", "cm": "سانتی\u200cمتر", "mm": "میلی\u200cمتر", "nm": "نانومتر", "μm": "میکرومتر", "ft": "فوت", "inch": "اینچ",
	"g": "گرم", "gr": "گرم", "kg": "کیلوگرم", "Kg": "کیلوگرم", "KG": "کیلوگرم", "mg": "میلی\u200cگرم", "ton": "تن", "lb": "پوند",
	"L": "لیتر", "l": "لیتر", "lit": "لیتر", "ml": "میلی\u200cلیتر", "mL": "میلی\u200cلیتر", "cc": "سی\u200cسی",
	"s": "ثانیه", "sec": "ثانیه", "ms": "میلی\u200cثانیه", "min": "دقیقه", "h": "ساعت", "hr": "ساعت",
	"Hz": "هرتز", "kHz": "کیلوهرتز", "KHz": "کیلوهرتز", "MHz": "مگاهرتز", "GHz": "گیگاهرتز",
	"W": "وات", "kW": "کیلووات", "KW": "کیلووات", "MW": "مگاوات", "kWh": "کیلووات\u200cساعت", "V": "ولت", "mV": "میلی\u200cولت", "A": "آمپر",
	"mA": "میلی\u200cآمپر", "mAh": "میلی\u200cآمپر ساعت", "dB": "دسی\u200cبل", "J": "ژول", "N": "نیوتن", "Pa": "پاسکال", "kPa": "کیلوپاسکال",
	"cal": "کالری", "kcal": "کیلوکالری", "px": "پیکسل", "rpm": "دور در دقیقه", "ha": "هکتار",
	"B": "بایت", "KB": "کیلوبایت", "kB": "کیلوبایت", "MB": "مگابایت", "GB": "گیگابایت", "TB": "ترابایت",
	"kbps": "کیلوبیت بر ثانیه", "Mbps": "مگابیت بر ثانیه", "Gbps": "گیگابیت بر ثانیه",
	"AM": "قبل از ظهر", "am": "قبل از ظهر", "PM": "بعد از ظهر", "pm": "بعد از ظهر",
	"IRR": "ریال", "USD": "دلار", "EUR": "یورو",
}

var (
	persianUnits = set("متر کیلومتر سانتی\u200cمتر سانتیمتر میلی\u200cمتر میلیمتر گرم کیلوگرم کیلو میلی\u200cگرم تن لیتر ثانیه دقیقه ساعت روز " +
		"هکتار درجه تومان ریال دلار یورو وات کیلووات ولت آمپر هرتز مگاهرتز گیگاهرتز بایت کیلوبایت مگابایت گیگابایت ترابایت ")
	magnitudes = set("هزار میلیون میلیارد تریلیون بیلیون")
	powers     = map[string]string{"2": "مربع", "3": "مکعب"}
	degrees    = map[string]string{"C": "درجه سانتی\u200cگراد", "F": "درجه فارنهایت", "K": "کلوین"}
	currencies = map[string]string{
		"$": "دلار", "€": "یورو", "£": "پوند", "¥": "ین", "₺": "لیر", "₽": "روبل", "₹": "روپیه", "₿": "بیت\u200cکوین",
		"₩": "وون", "₪": "شِکِل", "¢": "سنت",
	}
	rankEndings    = map[string]string{"م": "", "ام": "", "اُم": "", "مین": "ین", "امین": "ین", "اُمین": "ین"}
	englishEndings = set("st nd rd th")
)

// readRank says the number as a rank where its ending says so: ۳م, ۱۲ام, 5th.
// A year with م behind it is one after Christ: ۱۹۴۵م.
func (r *reader) readRank(number string) bool {
	t := r.at(0)
	ending, isRank := rankEndings[t.text]
	switch {
	case t.text == "م" && (t.spaced || isYear(number)):
		return false
	case r.at(1).is(".") && !r.at(1).spaced && letterNames[r.at(2).text] != "": // ۳ م.م
		return false
	case !isRank && (t.spaced || !englishEndings[t.text]):
		return false
	}
	words := ordinal(number)
	words[len(words)-1] += ending
	r.i++
	r.say(words...)
	r.payOwed()
	return true
}

func isYear(number string) bool { return len(number) == 4 && number[0] >= '1' && number[0] <= '2' }

// afterNumber reads what belongs to a number: per cent, degrees, currency,
// unit, era; then pays the currency or per cent that stood before it.
func (r *reader) afterNumber(number string) {
	t := r.at(0)
	switch {
	case t.is("%"):
		r.say("درصد")
		r.i++
	case t.is("‰"):
		r.say("در هزار")
		r.i++
	case t.is("°"):
		r.readDegrees()
	case t.kind == sign && currencies[t.text] != "" && (!t.spaced || r.at(1).kind != digits):
		r.say(currencies[t.text])
		r.i++
	case (t.kind == latinWord || t.kind == otherWord) && r.readUnit():
	case number != "" && eras[t.text] != "" && (isYear(number) || t.spaced && len(number) == 3):
		r.readEra()
	case len(r.owed) > 0 && magnitudes[t.text]:
		r.say(t.text)
		r.i++
	}
	r.payOwed()
}

func (r *reader) payOwed() {
	r.say(r.owed...)
	r.owed = nil
}

func (r *reader) readDegrees() {
	r.i++
	if name := degrees[r.at(0).text]; name != "" && !r.at(0).spaced {
		r.say(name)
		r.i++
		return
	}
	r.say("درجه")
}

// readUnit says a Latin unit with its power and what it is measured by: 5 m^2,
// 90 km/h. A lone capital needs to stand close: 5 A may begin a sentence.
func (r *reader) readUnit() bool {
	t := r.at(0)
	name := units[t.text]
	if name == "" || t.spaced && len(t.text) == 1 && strings.ToUpper(t.text) == t.text {
		return false
	}
	r.say(name)
	r.i++
	r.readPower()
	if r.at(0).is("/") && !r.at(0).spaced && units[r.at(1).text] != "" && !r.at(1).spaced {
		r.say("بر", units[r.at(1).text])
		r.i += 2
		r.readPower()
	}
	return true
}

// readPower says the 2 and 3 of square and cubic units.
func (r *reader) readPower() {
	if power := powers[r.at(1).text]; r.at(0).is("^") && !r.at(0).spaced && power != "" {
		r.say(power)
		r.i += 2
	}
}

// readEra says the calendar behind a year, unless the letter begins something
// longer (ق.م).
func (r *reader) readEra() {
	next := r.at(1)
	dotted := next.is(".") && !next.spaced
	if dotted && r.at(2).kind == persianWord && letterNames[r.at(2).text] != "" {
		return
	}
	r.say(eras[r.at(0).text])
	r.i++
	if dotted && r.at(1).kind != lineEnd {
		r.i++
	}
}
