package checkpoint

import (
	"encoding/json"
	"fmt"
)

// KindKey names the metadata that says what a file of this program is.
const KindKey = "avagar.kind"

// Put stores a value as JSON in the metadata, which must not be nil.
func (f File) Put(key string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("checkpoint: %s: %w", key, err)
	}
	f.Metadata[key] = string(b)
	return nil
}

// Get reads what Put stored; ErrCorrupt where it is missing or no such value.
func (f File) Get(key string, v any) error {
	if err := json.Unmarshal([]byte(f.Metadata[key]), v); err != nil {
		return fmt.Errorf("%w: %s: %v", ErrCorrupt, key, err)
	}
	return nil
}
