package persian

// marks are the signs that close a phrase.
var marks = map[string]rune{
	".": '.', "…": '…', ",": '،', "،": '،', "、": '،', ";": '؛', "؛": '؛', ":": ':', "?": '؟', "؟": '؟', "!": '!', "¿": '،', "¡": '،',
	"(": '،', ")": '،', "[": '،', "]": '،', "{": '،', "}": '،', "|": '،', "¦": '،', "—": '،', "―": '،',
}

// operators are read between two operands alone.
var operators = map[string]string{
	"+": "به\u200cعلاوه", "×": "ضربدر", "*": "ضربدر", "÷": "تقسیم بر", "=": "مساوی", "<": "کوچک\u200cتر از", ">": "بزرگ\u200cتر از",
	"≤": "کوچک\u200cتر یا مساوی", "≥": "بزرگ\u200cتر یا مساوی", "≠": "نامساوی", "≈": "تقریباً مساوی", "±": "مثبت منفی", "−": "منهای",
}

// beforeDigits are signs read where a number follows.
var beforeDigits = map[string]string{"#": "شماره", "~": "حدود", "≈": "حدود", "√": "رادیکال", "+": "مثبت", "±": "مثبت منفی", "<": "کمتر از", ">": "بیشتر از"}

// always are signs read wherever they stand.
var always = map[string]string{"∞": "بی\u200cنهایت", "§": "بند"}

func (r *reader) readSign() {
	t, next := r.at(0), r.at(1)
	r.i++
	close := next.kind != lineEnd && !next.spaced
	switch {
	case t.is("."):
		r.readDot(next)
	case t.is("()") && r.readHonorific():
	case t.is(hyphens) && r.readHyphen(t, next):
	case t.is("%") && next.kind == digits && close:
		r.owed = []string{"درصد"}
	case t.kind == sign && currencies[t.text] != "" && next.kind == digits:
		r.owed = []string{currencies[t.text]}
	case operators[t.text] != "" && r.isOperand(-2) && r.isOperand(0):
		r.say(operators[t.text])
	case t.is("^") && r.readExponent(next):
	case beforeDigits[t.text] != "" && r.startsNumber() && close:
		r.say(beforeDigits[t.text])
	case t.is("/") && r.at(-2).kind == digits && next.kind == digits: // ۴ / ۷
		r.say("ممیز")
	case t.is("/") && persianUnits[r.at(-2).text] && next.isWord():
		r.say("بر")
	case t.is("&") && (r.at(-2).isWord() || r.at(-2).kind == digits) && next.isWord():
		r.say("و")
	case t.is("@") && next.isWord() && close:
		r.say("اَت")
	case t.is("#") && !t.spaced && r.at(-2).text == "C":
		r.say("شارپ")
	case t.is("#") && next.isWord() && close:
		r.say("هشتگ")
	case t.is("+") && !t.spaced && (r.at(-2).kind == latinWord || r.at(-2).is("+")):
		r.say("پلاس")
	case marks[t.text] != 0:
		r.close(marks[t.text])
	default:
		r.say(always[t.text])
	}
}

// isOperand reports a number, a lone Latin letter or a bracket d tokens away.
func (r *reader) isOperand(d int) bool {
	t := r.at(d)
	return t.kind == digits || t.kind == latinWord && len(t.text) == 1 || t.is("()%") ||
		d >= 0 && t.is("-−√") && r.at(d+1).kind == digits
}

// startsNumber reports digits ahead, perhaps behind a point: .5.
func (r *reader) startsNumber() bool {
	return r.at(0).kind == digits || r.at(0).is(".") && r.at(1).kind == digits && !r.at(1).spaced
}

// readDot tells full stops from the dots of names (main.go), of numbers (.5)
// and of an ellipsis.
func (r *reader) readDot(next token) {
	before, t := r.at(-2), r.at(-1)
	inside := !t.spaced && !next.spaced
	switch {
	case next.is(".") && !next.spaced:
		for r.at(0).is(".") {
			r.i++
		}
		r.close('…')
	case inside && before.kind == latinWord && (next.kind == latinWord || next.kind == digits):
		r.say("نقطه")
	case next.kind == digits && !next.spaced && (t.spaced || before.kind == lineEnd || before.is("+-−–~$€£(")):
		r.say("صفر ممیز")
	default:
		r.close('.')
	}
}

// readHonorific reads (ص) and its like, also where a detour through a
// left-to-right program turned the brackets round.
func (r *reader) readHonorific() bool {
	words := honorifics[r.at(0).text]
	if words == "" || !r.at(1).is("()") {
		return false
	}
	r.say(words)
	r.i += 2
	return true
}

// readHyphen reads a minus, a range or a dash; hyphens inside words only part
// them.
func (r *reader) readHyphen(t, next token) bool {
	before := r.at(-2)
	number := before.kind == digits || before.is("%)")
	switch {
	case r.startsNumber() && !next.spaced && (before.kind == lineEnd || t.spaced || before.is("^(=<>≤≥≠×*÷+/√~$€£")):
		r.say("منفی")
	case number && next.kind == digits:
		r.readRange(t, before, next)
	case t.is("−") && r.isOperand(-2) && r.isOperand(0):
		r.say("منهای")
	case t.spaced && next.spaced || t.is("–") && (t.spaced || next.spaced):
		r.close('،')
	}
	return true
}

func (r *reader) readRange(t, before, next token) {
	switch {
	case t.is("−") || r.at(1).is("="):
		r.say("منهای")
	case t.is("–") || before.kind != digits || less(before.text, next.text):
		r.say("تا")
	default:
		r.close('،')
	}
}

// readExponent reads ^: square and cubic behind a Persian unit, a power behind
// an operand; behind a word it marks a footnote and is not said.
func (r *reader) readExponent(next token) bool {
	before := r.at(-2)
	switch {
	case persianUnits[before.text] && powers[next.text] != "":
		r.say(powers[next.text])
		r.i++
	case before.kind == digits || before.kind == latinWord || before.is(")"):
		if next.kind == digits || next.kind == latinWord || next.is(hyphens) {
			r.say("به توان")
		}
	}
	return true
}
