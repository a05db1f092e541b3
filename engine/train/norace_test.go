//go:build !race

package train

// raced says that the race detector watches, which makes training ten times slower.
const raced = false
