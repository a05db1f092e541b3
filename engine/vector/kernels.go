package vector

import (
	"fmt"
	"strings"
)

// level is the place of the kernels in use among ids.
var level = fastest()

// Kernels returns the ids of the kernels this processor can run, fastest first.
func Kernels() []string {
	var out []string
	for i := fastest(); i >= 0; i-- {
		out = append(out, ids[i])
	}
	return out
}

// SetKernel makes every later call use the kernels with this id, for comparing
// them; nobody may be using any meanwhile.
func SetKernel(id string) error {
	for i := range fastest() + 1 {
		if ids[i] == id {
			level = i
			return nil
		}
	}
	return fmt.Errorf("vector: no kernels %q on this processor, which has %s", id, strings.Join(Kernels(), ", "))
}
