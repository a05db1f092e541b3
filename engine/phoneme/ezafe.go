package phoneme

import "strings"

// setOf makes a set of the words of a text.
func setOf(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

var (
	// takers are prepositions, and nouns used as such, that govern what follows by
	// the ezafe.
	takers = setOf("برای بدون روی زیر پشت پیش وسط مثل مانند همانند طبق ضمن بین میان کنار طی علیه توسط حین نزد جهت بابت داخل درون بیرون سوی بهسوی " +
		"مقابل برخلاف بالای جلوی پای لای ورای پیرامون تحت نظیر همراه بهدلیل بهخاطر بهعنوان بهجای بهعلت درباره بهوسیله همه تمام کلیه اکثر آقای خانم دکتر " +
		"توی دور دچار خواستار مورد خلاف شامل قابل غیر")
	// owners are the pronouns that stand behind what they own.
	owners = setOf("من تو او وی ما شما آنها آنان ایشان خود خودم خودت خودش خودمان خودتان خودشان خویش خویشتن یکدیگر همدیگر")
	// counted nouns take a plain number by the ezafe: سال هزار و چهارصد.
	counted = setOf("سال ساعت شماره صفحه دهه قرن شبکه کانال فصل طبقه پلاک")
	// pointers begin a noun phrase of their own: after a word that is itself
	// governed they belong to it.
	pointers = setOf("این آن همین همان چنین برخی بعضی همه یکی هر یک")
	// predicates are adjectives that mostly belong to the verb.
	predicates = setOf("دچار وارد قادر موفق حاضر خواستار مجبور ناچار آماده مشغول متوجه معتقد مدعی منجر ناشی ملزم مبتنی عبارت پیدا")
	// lights are infinitives which the word before them is a part of: خشک کردن.
	lights = setOf("کردن شدن دادن زدن گرفتن داشتن بودن ساختن گذاشتن نکردن نشدن ندادن نداشتن نمودن")
	// calls are nouns by class which at the beginning of a phrase greet or exclaim.
	calls = setOf("سلام درود عجب الهی")
	// barren words are nouns by class that seldom take the ezafe before a noun.
	barren = setOf("امروز دیروز فردا امشب دیشب یک هیچ هر این آن چند دیگر بعد قبل پس وقتی بار نفر تا هم نیز شاید باید بسیار خیلی دوباره هنوز پیش تنها جز")
)

// link sets links for the words of a phrase that an unwritten ezafe follows. The
// rules look at classes of the word, its neighbours and the verb; where they are
// in doubt no ezafe is said. The و between numbers is said o, as every reader does.
func link(said []spoken) {
	for i := range said {
		if said[i].key == "و" && i > 0 && i+1 < len(said) && said[i-1].class.has(Number) && said[i+1].class.has(Number) {
			said[i].phones = andAfter(said[i-1].phones)
		}
		if i+1 < len(said) && !said[i].links {
			said[i].links = takesEzafe(said, i)
		}
	}
}

// andAfter says the و between the parts of a number.
func andAfter(phones string) string {
	switch last := phones[len(phones)-1]; {
	case last == 'i':
		return "yo"
	case isVowel(last):
		return "vo"
	}
	return "o"
}

func takesEzafe(said []spoken, i int) bool {
	cur, next := said[i], said[i+1]
	switch {
	case cur.ezafe || cur.closed || vowelEnd(cur) || next.class&(nameish|Number) == 0:
		return false
	case takers[cur.key]:
		return !governs(next) && next.class != Adjective|Adverb && !comparative(next)
	case lights[next.key], cur.guessed && i == 0, calling(said, i):
		return false
	case !bearer(cur) || superlative(cur):
		return false
	}
	governed := i > 0 && (governs(said[i-1]) || said[i-1].links || said[i-1].ezafe)
	if cur.class.has(Adjective|Number) && !cur.class.has(Noun|Name) && (!governed || governs(said[i-1])) {
		return false
	}
	return owned(said, i, governed)
}

// bearer tells words that may take the ezafe at all.
func bearer(s spoken) bool {
	if barren[s.key] || s.class.has(Pronoun|Preposition|Conjunction) {
		return false
	}
	if s.class.has(Verb) && !s.class.has(Noun) {
		return false
	}
	return s.class.has(Noun|Name|Adjective) || ordinal(s)
}

// owned decides by the next word whether it belongs to said[i]. A word is
// governed behind a preposition or an ezafe.
func owned(said []spoken, i int, governed bool) bool {
	cur, next := said[i], said[i+1]
	switch {
	case owners[next.key]:
		return !cur.class.has(Adverb)
	case pointers[next.key]:
		return governed && !cur.class.has(Name|Adverb) && i+2 < len(said) && said[i+2].class.has(Noun)
	case ordinal(next):
		return !cur.class.has(Adverb | Number)
	case counted[cur.key] && next.class.has(Number):
		return true
	case next.class.has(Pronoun | Preposition | Conjunction | Number), next.class.has(Verb) && !next.class.has(Noun):
		return false
	case superlative(next) || barren[next.key] || predicates[next.key] && !governed:
		return false
	case next.closed && next.class == Adjective && strings.HasSuffix(next.key, "ی"): // کشور بزرگی
		return true
	case beforeVerb(said, i+1):
		return next.class == Name && !cur.class.has(Name) || next.class.has(Adjective) && !next.class.has(Noun) && (governed && !next.class.has(Adverb) || !copular(said[i+2]))
	case cur.class.has(Name) && next.class.has(Name|Noun) && !next.class.has(Adjective):
		return cur.class.has(Noun) && !next.class.has(Name)
	}
	return !cur.class.has(Adverb) || next.class.has(Adjective)
}

// calling tells a word that greets whom the next one names: سلام دنیا, but سلام
// گرم, سلام من and سلام مردم را.
func calling(said []spoken, i int) bool {
	cur, next := said[i], said[i+1]
	if !calls[cur.key] || owners[next.key] || !next.class.has(Noun|Name) {
		return false
	}
	begins := i == 0 || said[i-1].class.has(Other|Conjunction) && !said[i-1].class.has(Noun)
	return begins && (i+2 == len(said) || said[i+2].key != "را")
}

// ordinal tells numbers that stand behind their noun: سوم, but not سومین.
func ordinal(s spoken) bool {
	return s.class.has(Number) && (strings.HasSuffix(s.key, "م") || s.key == "اول") && !s.class.has(Noun)
}

// vowelEnd: after ا and و the ezafe is written ی, so an unwritten one is none.
func vowelEnd(s spoken) bool {
	return strings.HasSuffix(s.key, "ا") || strings.HasSuffix(s.key, "و") && strings.HasSuffix(s.phones, "u")
}

func governs(s spoken) bool { return s.class.has(Preposition) && !s.class.has(Noun) }

func comparative(s spoken) bool { return strings.HasSuffix(s.key, "تر") && s.class == Adjective }

// superlative tells words that stand before their noun, without an ezafe.
func superlative(s spoken) bool {
	return strings.HasSuffix(s.key, "ترین") || strings.HasSuffix(s.key, "مین") && s.class.has(Number)
}

// copular tells forms of the verbs that an adjective completes: be, become, make.
func copular(s spoken) bool {
	for _, stem := range []string{"kard", "kon", "Sod", "Sav", "bud", "bAS", "ast", "nist", "gard", "mAnd", "dAn", "did", "bin", "Sen"} {
		if strings.Contains(s.phones, stem) {
			return true
		}
	}
	return false
}

// beforeVerb tells that said[i] stands right before a verb, often as a part of
// it, or that nothing follows the verb's part.
func beforeVerb(said []spoken, i int) bool {
	return i+1 < len(said) && said[i+1].class.has(Verb) && !said[i+1].class.has(Noun|Adjective)
}
