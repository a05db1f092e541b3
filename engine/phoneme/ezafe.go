package phoneme

import "strings"

// set1 makes a set of the words of a text.
func set1(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

var (
	// takers are prepositions, and nouns used as such, that govern what follows by
	// the ezafe.
	takers = set1("برای بدون روی زیر پشت پیش وسط مثل مانند همانند طبق ضمن بین میان کنار طی علیه توسط حین نزد جهت بابت داخل درون بیرون سوی بهسوی " +
		"مقابل برخلاف بالای جلوی پای لای ورای پیرامون تحت نظیر همراه بهدلیل بهخاطر بهعنوان بهجای بهعلت درباره بهوسیله همه تمام کلیه اکثر آقای خانم دکتر")
	// owners are the pronouns that stand behind what they own.
	owners = set1("من تو او وی ما شما آنها آنان ایشان خود خودم خودت خودش خودمان خودتان خودشان خویش خویشتن یکدیگر همدیگر")
	// counted nouns take a plain number by the ezafe: سال هزار و چهارصد.
	counted = set1("سال ساعت شماره صفحه دهه قرن شبکه کانال فصل طبقه پلاک")
	// barren words are nouns by class that seldom take the ezafe before a noun.
	barren = set1("امروز دیروز فردا امشب دیشب یک هیچ هر این آن چند دیگر بعد قبل پس وقتی بار نفر تا هم نیز شاید باید بسیار خیلی دوباره هنوز پیش تنها خوب جز")
)

// link sets links for the words of a phrase that an unwritten ezafe follows. The
// rules look at classes of the word, its neighbours and the verb; where they are
// in doubt no ezafe is said.
func link(said []spoken) {
	for i := range said {
		if i+1 < len(said) && !said[i].links {
			said[i].links = linked1(said, i)
		}
	}
}

func linked1(said []spoken, i int) bool {
	cur, next := said[i], said[i+1]
	if cur.ezafe || cur.closed || vowelEnd(cur) || next.class&(nameish|Number) == 0 {
		return false
	}
	if takers[cur.key] {
		return !governs(next)
	}
	if barren[cur.key] || cur.class.has(Pronoun|Preposition|Conjunction|Verb|Number) || !cur.class.has(Noun|Name|Adjective) {
		return false
	}
	if cur.class.has(Adjective) && !cur.class.has(Noun) && !(i > 0 && (said[i-1].links || said[i-1].ezafe)) || superlative(cur) {
		return false
	}
	switch {
	case owners[next.key]:
		return !cur.class.has(Adverb)
	case counted[cur.key] && next.class.has(Number):
		return true
	case next.class.has(Pronoun | Preposition | Conjunction | Number | Verb):
		return false
	case superlative(next) || barren[next.key]:
		return false
	case beforeVerb(said, i+1):
		return next.class.has(Adjective) && !next.class.has(Noun|Adverb) && i > 0 && governs(said[i-1])
	case cur.class.has(Name) && next.class.has(Name|Noun) && !next.class.has(Adjective):
		return cur.class.has(Noun) && !next.class.has(Name)
	}
	return !cur.class.has(Adverb) || next.class.has(Adjective)
}

// vowelEnd: after ا and و the ezafe is written ی, so an unwritten one is none.
func vowelEnd(s spoken) bool {
	return strings.HasSuffix(s.key, "ا") || strings.HasSuffix(s.key, "و") && strings.HasSuffix(s.phones, "u")
}

func governs(s spoken) bool { return s.class.has(Preposition) && !s.class.has(Noun) }

func superlative(s spoken) bool { return strings.HasSuffix(s.key, "ترین") }

// beforeVerb tells that said[i] stands right before a verb, often as a part of
// it, or that nothing follows the verb's part.
func beforeVerb(said []spoken, i int) bool {
	return i+1 < len(said) && said[i+1].class.has(Verb) && !said[i+1].class.has(Noun|Adjective)
}
