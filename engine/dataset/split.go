package dataset

import (
	"crypto/sha256"
	"encoding/binary"
	"io/fs"
	"slices"
)

// HeldShare is the part of a folder without lists that is held out, unless
// HoldOut says otherwise.
const HeldShare = .05

// divide decides what is held out: as train.txt, heldout.txt and test.txt say,
// else by the hash of the id, so that adding recordings moves no other one. The
// lines of test.txt are kept for a last judgement: neither of the other lists
// nor the hash brings them in.
func (d *Dataset) divide(files fs.FS) error {
	train, err := readList(files, "train.txt")
	if err != nil {
		return err
	}
	held, err := readList(files, "heldout.txt")
	if err != nil {
		return err
	}
	test, err := readList(files, "test.txt")
	if err != nil {
		return err
	}
	d.fixedSplit = train != nil || held != nil
	for i := range d.Utterances {
		u := &d.Utterances[i]
		switch {
		case test[u.ID]:
			u.HeldOut, u.Test = true, true
		case train == nil:
			u.HeldOut = held[u.ID]
		case held == nil:
			u.HeldOut = !train[u.ID]
		default:
			u.HeldOut = held[u.ID]
			if u.Unused = !held[u.ID] && !train[u.ID]; u.Unused {
				d.note(found(u.ID, NotListed, Note, 0, "%s is neither in train.txt nor in heldout.txt", u.ID))
			}
		}
	}
	if err := d.exclude(files); err != nil {
		return err
	}
	d.missed(test)
	if len(test) > 0 && !d.chooses() {
		d.fixedSplit = false // or nothing but the test would be held out
	}
	d.HoldOut(HeldShare) // where no list decides
	return nil
}

// chooses tells whether something besides the test is held out.
func (d *Dataset) chooses() bool {
	return slices.ContainsFunc(d.Utterances, func(u Utterance) bool { return u.HeldOut && !u.Test })
}

// missed notes lines of test.txt that are the id of nothing.
func (d *Dataset) missed(test map[string]bool) {
	n := len(test)
	for _, u := range d.Utterances {
		if test[u.ID] {
			n--
		}
	}
	if n > 0 {
		d.note(found("", TestUnknown, Warning, float64(n), "%d lines of test.txt name no utterance", n))
	}
}

// HoldOut has another share of the utterances in use be held out, above 0 and
// below 1. As a share grows, what was held out stays so. Where train.txt or
// heldout.txt decide they go on doing so.
func (d *Dataset) HoldOut(share float64) {
	if d.fixedSplit {
		return
	}
	for i := range d.Utterances {
		u := &d.Utterances[i]
		u.HeldOut = u.Test || !u.Unused && hashShare(u.ID) < share
	}
	holdOne(d.Utterances)
}

// exclude leaves out what a person does not want.
func (d *Dataset) exclude(files fs.FS) error {
	excluded, err := readList(files, "excluded.txt")
	if err != nil {
		return err
	}
	for i := range d.Utterances {
		if u := &d.Utterances[i]; excluded[u.ID] {
			u.HeldOut, u.Test, u.Unused = false, false, true
		}
	}
	return nil
}

// holdOne holds out the utterance of the least hash where chance held none.
func holdOne(utts []Utterance) {
	least, used := -1, 0
	for i, u := range utts {
		if u.Unused || u.Test {
			continue
		}
		if u.HeldOut {
			return
		}
		used++
		if least < 0 || hashShare(u.ID) < hashShare(utts[least].ID) {
			least = i
		}
	}
	if used >= 4 {
		utts[least].HeldOut = true
	}
}

func readList(files fs.FS, name string) (map[string]bool, error) {
	data, err := readText(files, name)
	if err != nil || data == nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, line := range lines(data) {
		out[PlainID(line)] = true
	}
	return out, nil
}

// hashShare spreads ids evenly over [0, 1).
func hashShare(id string) float64 {
	sum := sha256.Sum256([]byte(id))
	return float64(binary.BigEndian.Uint64(sum[:8])>>11) / (1 << 53)
}
