// Package journey goes through the real window as a person does: it has tests
// alone. They build the program, open its window on a screen in memory, type,
// click and look, and listen at the sound card, which is a role of the test's
// own binary. AVAGAR_PROGRAM names a built
// program to go through instead. AVAGAR_SCREENSHOTS names a folder to put pictures of the window
// into; without it they are taken of failures alone.
package journey
