package datasets

import "testing"

func TestSentencesAreChosenThatFillWhatIsMissing(t *testing.T) {
	enough := func(rare string, count int) Coverage {
		c := coverage(map[string]int{})
		for i := range c.Sounds {
			c.Sounds[i].Count = Rare
			if c.Sounds[i].Symbol == rare {
				c.Sounds[i].Count = count
			}
		}
		return c
	}
	from := []string{"سلام به همه.", "ژاله و بیژن از پژوهش گفتند.", "منیژه آمد."}
	got, err := enough("ʒ", 0).Sentences(from, 5)
	must(t, err)
	if len(got) != 2 || got[0] != from[1] || got[1] != from[2] {
		t.Errorf("%q", got)
	}
	if got, err = enough("ʒ", Rare-2).Sentences(from, 5); err != nil || len(got) != 1 {
		t.Errorf("%q, %v", got, err)
	}
	if got, err = enough("", 0).Sentences(from, 5); err != nil || len(got) != 0 {
		t.Errorf("nothing is missing: %q, %v", got, err)
	}
}
