package journey

import "testing"

const greeting = "سلام، حال شما چطور است؟ امروز هوا خوب است."

func TestTypedTextIsHeard(t *testing.T) {
	w := openWindow(t)
	w.write(greeting)
	if got := w.text(); got != greeting {
		t.Errorf("the field holds %q, not %q", got, greeting)
	}
	w.press("ctrl+Return")
	w.hears(greeting, 0)
}
