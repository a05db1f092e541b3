package shell

import (
	"testing"
	"time"
)

func TestAProgramThatHangsAsItEndsIsEnded(t *testing.T) {
	exited := make(chan int, 1)
	e := &ending{within: time.Millisecond, exit: func(code int) { exited <- code }}
	e.begin()
	e.begin()
	if code := <-exited; code != 1 {
		t.Errorf("it ends with %d", code)
	}
}

func TestAProgramThatEndsByItselfIsLeftAlone(t *testing.T) {
	e := &ending{within: time.Hour, exit: func(int) { t.Error("it was ended") }}
	e.begin()
	e.done()
	e.giveUp() // as a timer does that ran out meanwhile
	e.begin()
	if e.timer.Stop() {
		t.Error("it is still waited for")
	}
}

// Both ways to close the window begin the wait for its end.
func TestClosingTheWindowBeginsTheWaitForItsEnd(t *testing.T) {
	b := newBeginning(t, t.TempDir())
	b.take(b.open())
	if b.shell == nil {
		t.Fatal(b.err)
	}
	if b.ending.timer != nil {
		t.Error("nobody has asked it to end yet")
	}
	b.quit()
	if b.ending.timer == nil {
		t.Error("nothing sees to its end")
	}
	b.ends(nil)
	if b.ending.timer.Stop() {
		t.Error("its end is still waited for")
	}
}
