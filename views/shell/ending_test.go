package shell

import (
	"testing"
	"time"
)

func TestAProgramThatHangsAsItEndsIsEnded(t *testing.T) {
	for name, asked := range map[string]func(e *ending){
		"while the window is taken down":  func(e *ending) { e.begin(); e.begin() },
		"while the services are closed":   func(e *ending) { e.takeDown = time.Hour; e.begin(); e.close() },
		"closed without having been told": func(e *ending) { e.close() },
	} {
		exited := make(chan int, 2) // once more where the log was slow
		e := &ending{takeDown: time.Millisecond, closing: time.Millisecond, exit: func(code int) { exited <- code }}
		asked(e)
		if code := <-exited; code != 1 {
			t.Errorf("%s: it ends with %d", name, code)
		}
	}
}

func TestAProgramThatEndsByItselfIsLeftAlone(t *testing.T) {
	e := &ending{takeDown: time.Hour, closing: time.Hour, exit: func(int) { t.Error("it was ended") }}
	e.begin()
	e.close()
	e.done()
	e.giveUp() // as a timer does that ran out meanwhile
	e.begin()
	if e.timer.Stop() {
		t.Error("it is still waited for")
	}
}

func TestClosingTheWindowBeginsTheWaitForItsEnd(t *testing.T) {
	b := newBeginning(t, t.TempDir())
	b.take(b.open())
	if b.shell == nil {
		t.Fatal(b.err)
	}
	if b.ending.timer != nil {
		t.Error("nobody has asked it to end yet")
	}
	b.shell.quit() // as the window's own button does
	if b.ending.timer == nil {
		t.Error("nothing sees to its end")
	}
	b.ends(nil)
	if b.ending.timer.Stop() {
		t.Error("its end is still waited for")
	}
}
