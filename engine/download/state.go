package download

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

// state is what is known of a partial file after the program was killed. What it claims
// is on the disk: the bytes are synced before it is written.
type state struct {
	Version   int    `json:"version"`
	Size      int64  `json:"size"`                // bytes of the whole file, never negative
	Sum       string `json:"sum,omitempty"`       // what is asked for, as "sha256:..."
	ETag      string `json:"etag,omitempty"`      // the identity the source gave
	Object    string `json:"object,omitempty"`    // a hash of the address without its query
	Validator string `json:"validator,omitempty"` // that address's own strong ETag, quotes included
	Again     bool   `json:"again,omitempty"`     // the second fetch, after a wrong sum; Done is what was compared
	Done      spans  `json:"done"`
}

const (
	stateVersion = 1
	stateLimit   = 1 << 20 // bytes of a state file; one span takes about thirty
)

var errState = errors.New("not a state of a download")

func parseState(text []byte) (state, error) {
	var s state
	if err := json.Unmarshal(text, &s); err != nil {
		return state{}, fmt.Errorf("%w: %w", errState, err)
	}
	if s.Version != stateVersion || s.Size < 0 {
		return state{}, errState
	}
	if n := len(s.Done); n > 0 && (s.Done[0].from < 0 || s.Done[n-1].to > s.Size) {
		return state{}, errState
	}
	return s, nil
}

func readState(root *os.Root, name string) (state, error) {
	f, err := root.Open(name + stateSuffix)
	if err != nil {
		return state{}, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, stateLimit))
	if err != nil {
		return state{}, err
	}
	return parseState(text)
}

// write puts the state beside its name, syncs and renames it.
func (s state) write(root *os.Root, name string) error {
	text, err := json.Marshal(s)
	if err != nil {
		return err
	}
	fresh := name + stateSuffix + newSuffix
	f, err := root.OpenFile(fresh, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return root.Rename(fresh, name+stateSuffix)
}

// same tells whether a partial file with this state is one of what is asked for now.
func (s state) same(now state) bool {
	return s.Size == now.Size && s.Sum == now.Sum && s.ETag == now.ETag
}
