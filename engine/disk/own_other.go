//go:build !unix && !windows

package disk

// Own does not know here, and says yes.
func Own(string) (bool, error) { return true, nil }
