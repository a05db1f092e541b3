package download

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// killed names, in the environment of a program that is going to be killed, the folder, the
// address and the sum of what it fetches.
const (
	killed     = "AVAGAR_TEST_KILLED"
	killedSize = 80 << 20 // bytes of that file
)

// beKilled is that program.
func beKilled(t *testing.T, what string) {
	words := strings.Split(what, "\n")
	root, err := os.OpenRoot(words[0])
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	r := Request{Root: root, Name: "model", Size: killedSize, Sum: Sum{SHA256, words[2]},
		Source: func(context.Context, bool) (Target, error) {
			return Target{URL: words[1], Size: -1, ETag: "identity"}, nil
		}}
	if _, err := Fetch(t.Context(), r, nil); err != nil {
		t.Fatal(err)
	}
}

// tap lets so many bytes out, tells when they are, and holds the rest back.
type tap struct {
	mu    sync.Mutex
	most  int64
	sent  int64
	spent chan struct{}
}

// open lets bytes out until most have ever been sent.
func (t *tap) open(most int64) (spent <-chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.most, t.spent = most, make(chan struct{})
	return t.spent
}

func (t *tap) let(n int) (out bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.sent >= t.most {
		return false
	}
	if t.sent += int64(n); t.sent >= t.most {
		close(t.spent)
	}
	return true
}

func (t *tap) total() int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.sent
}

type tapped struct {
	http.ResponseWriter
	*tap
	gone <-chan struct{}
}

func (w *tapped) Write(b []byte) (int, error) {
	if !w.let(len(b)) {
		<-w.gone
		panic(http.ErrAbortHandler)
	}
	return w.ResponseWriter.Write(b)
}

func TestKilledAgainAndAgainItEndsWithTheExactFile(t *testing.T) {
	if what := os.Getenv(killed); what != "" {
		beKilled(t, what)
		return
	}
	const kills, between, mostLost = 4, 18 << 20, 16 << 20 // bytes
	file := content(killedSize)
	h, d, tap := newHost(t, file), newDesk(t), &tap{}
	h.bend(func(_ int, w http.ResponseWriter, r *http.Request) bool {
		h.serve(&tapped{w, tap, r.Context().Done()}, r, file, `"one"`)
		return true
	})
	run := func() *exec.Cmd {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^"+t.Name()+"$")
		cmd.Env = append(os.Environ(), killed+"="+d.dir+"\n"+h.URL+"\n"+sha(file).Hex)
		cmd.Stderr = os.Stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		return cmd
	}
	kept := int64(0)
	for n := range kills {
		before := tap.total()
		spent := tap.open(before + between)
		cmd := run()
		select {
		case <-spent:
		case <-time.After(time.Minute):
			t.Error("nothing is fetched")
		}
		cmd.Process.Kill()
		cmd.Wait()
		done, _, _ := Partial(d.root, "model")
		if lost := tap.total() - before - (done - kept); lost > mostLost || done < kept {
			t.Fatalf("kill %d: of %d bytes that came %d were there before, %d are after", n, tap.total()-before, kept, done)
		}
		kept = done
	}
	before := tap.total()
	tap.open(1 << 40)
	if err := run().Wait(); err != nil {
		t.Fatal(err)
	}
	d.has("model", file)
	if lost := tap.total() - before - (killedSize - kept); lost > mostLost { // halves of pieces that others took over
		t.Errorf("%d bytes more than the last %d came", lost, killedSize-kept)
	}
}
