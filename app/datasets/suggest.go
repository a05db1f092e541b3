package datasets

import "slices"

// Sentences chooses at most n sentences that hold most of what is missing or
// rare, the best first; none where all sounds are spoken often enough. Errors
// are those of the front end.
func (c Coverage) Sentences(from []string, n int) ([]string, error) {
	wanted := map[string]int{}
	for _, o := range c.Sounds {
		if o.Count < Rare {
			wanted[o.Symbol] = Rare - o.Count
		}
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	sounds := make([]map[string]int, len(from))
	for i, text := range from {
		sounds[i] = map[string]int{}
		if err := count(sounds[i], text); err != nil {
			return nil, err
		}
	}
	var chosen []string
	for len(chosen) < n {
		best, gain := -1, 0
		for i := range from {
			if g := gained(wanted, sounds[i]); g > gain && !slices.Contains(chosen, from[i]) {
				best, gain = i, g
			}
		}
		if best < 0 {
			break
		}
		chosen = append(chosen, from[best])
		for symbol, k := range sounds[best] {
			wanted[symbol] = max(wanted[symbol]-k, 0)
		}
	}
	return chosen, nil
}

// gained is how many of the wanted sounds a sentence holds.
func gained(wanted, sounds map[string]int) (sum int) {
	for symbol, k := range sounds {
		sum += min(wanted[symbol], k)
	}
	return sum
}
