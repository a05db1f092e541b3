//go:build race

package vocoder

// raced says that the race detector, some eight times slower, is watching.
const raced = true
