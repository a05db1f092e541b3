package download

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

// transfer is one Fetch under way.
type transfer struct {
	Request
	client *http.Client
	board  *board
	aims   *aims
	part   *partial

	size      int64       // bytes, once known
	again     atomic.Bool // the second fetch, which compares
	asking    asking
	wait      atomic.Int64 // nanoseconds, the shortest that an answer took to begin
	unvouched bool         // the address calls the same content by several names
	kept      int64
	replaced  atomic.Int64
}

func (t *transfer) run(ctx context.Context) (Result, error) {
	if whole, err := t.whole(ctx); whole || err != nil {
		return Result{Size: t.Size, Kept: t.Size}, err
	}
	if _, err := t.aims.renew(ctx, nil); err != nil {
		return Result{}, err
	}
	if err := t.findSize(ctx); err != nil {
		return Result{}, err
	}
	if err := t.open(); err != nil {
		return Result{}, err
	}
	defer func() { t.part.close() }()
	err := t.fetch(ctx)
	_, size, received := t.board.counts()
	result := Result{Size: size, Received: received, Kept: t.kept, Replaced: t.replaced.Load()}
	if err != nil {
		return result, err
	}
	return result, t.part.finish()
}

// whole tells whether the file is there from before, under its name and with its sum.
func (t *transfer) whole(ctx context.Context) (bool, error) {
	if t.Sum.Kind == None || t.Size < 0 {
		return false, nil
	}
	info, err := t.Root.Lstat(t.Name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != t.Size {
		return false, nil
	}
	f, err := t.Root.Open(t.Name)
	if err != nil {
		return false, disk(err)
	}
	defer f.Close()
	t.board.begin(t.Size, spans(nil).add(span{0, t.Size}))
	right, err := t.sumOf(ctx, f, t.Size)
	if err != nil || !right {
		t.board.begin(-1, nil)
		return false, err
	}
	return true, Discard(t.Root, t.Name)
}

// wanted is the state of the content that is asked for.
func (t *transfer) wanted() state {
	s := state{Version: stateVersion, Size: t.size, ETag: t.aims.current().ETag}
	if t.Sum.Kind != None {
		s.Sum = string(t.Sum.Kind) + ":" + t.Sum.Hex
	}
	return s
}

func (t *transfer) open() error {
	part, err := openPartial(t.Root, t.Name, t.wanted(), t.Space)
	if err != nil {
		return err
	}
	t.part = part
	s := part.saved()
	t.again.Store(s.Again)
	t.kept = s.Done.sum()
	return nil
}

// anew forgets what is there of the file, which has become another.
func (t *transfer) anew(ctx context.Context) error {
	t.part.close()
	if err := errors.Join(Discard(t.Root, t.Name), t.findSize(ctx)); err != nil {
		return err
	}
	return t.open()
}

// fetch brings the partial file to the sum that is asked for.
func (t *transfer) fetch(ctx context.Context) error {
	for changed := false; ; {
		right, err := t.pass(ctx)
		switch {
		case errors.Is(err, errNoRanges):
			err = t.askLess(ctx)
		case errors.Is(err, errOther), errors.Is(err, ErrSize), errors.Is(err, ErrChanged):
			if !changed {
				changed, err = true, t.changed(ctx, err)
			} else if errors.Is(err, errOther) {
				err = fmt.Errorf("%w: %w", ErrChanged, err)
			}
		case err == nil && right:
			return nil
		case err == nil && t.again.Load():
			t.part.close()
			return errors.Join(ErrCorrupt, Discard(t.Root, t.Name))
		case err == nil:
			err = t.compare(ctx)
		}
		if err != nil {
			return err
		}
	}
}

// askLess goes over to a way of asking that more servers understand.
func (t *transfer) askLess(ctx context.Context) error {
	if t.asking == whole {
		return fmt.Errorf("%w: %w", ErrNotFile, errNoRanges)
	}
	t.asking++
	return t.Sleep(ctx, time.Second)
}

// changed looks whether the content is another, as the source sees it; if so all begins
// anew, else only what the server calls it is forgotten.
func (t *transfer) changed(ctx context.Context, why error) error {
	was := t.part.saved().ETag
	now := t.aims.current()
	if now.ETag == was {
		var err error
		if now, err = t.aims.renew(ctx, now); err != nil {
			return err
		}
	}
	if now.ETag != was || was == "" {
		return t.anew(ctx)
	}
	if errors.Is(why, ErrSize) {
		return why // the same content, yet its server says otherwise
	}
	t.unvouched = true
	return nil
}

// compare makes the next pass fetch everything once more, so that only parts that differ
// are replaced.
func (t *transfer) compare(ctx context.Context) error {
	if _, err := t.aims.renew(ctx, t.aims.current()); err != nil {
		return err
	}
	t.again.Store(true)
	t.part.change(func(s *state) { s.Again = true })
	return t.part.save(nil)
}

// pass fetches what is missing and sums it up on the way; it tells whether the sum is right.
func (t *transfer) pass(ctx context.Context) (right bool, err error) {
	s := t.part.saved()
	t.board.begin(s.Size, s.Done)
	g, ctx := errgroup.WithContext(ctx)
	defer t.board.wakeWith(ctx)()
	over := make(chan struct{})
	g.Go(func() error {
		defer close(over)
		return t.segments(ctx)
	})
	g.Go(func() error { return t.keep(ctx, over) })
	g.Go(func() (err error) {
		right, err = t.sumOf(ctx, t.part.f, s.Size)
		return err
	})
	if err := g.Wait(); err != nil {
		t.save() // the more there is to go on from, the better; what failed counts
		return false, err
	}
	return right, nil
}

// saveEvery is somewhat less than the second within which all that arrives is saved.
const saveEvery = 700 * time.Millisecond

// keep saves now and then, and at the end.
func (t *transfer) keep(ctx context.Context, over <-chan struct{}) error {
	tick := time.NewTicker(saveEvery)
	defer tick.Stop()
	for {
		least := int64(1)
		select {
		case <-ctx.Done():
			return nil
		case <-over:
			return t.save()
		case <-tick.C:
		case <-t.board.full:
			least = saveAfter // unless the tick has just saved it
		}
		if _, unsaved := t.board.toSave(); unsaved < least {
			continue
		}
		if err := t.save(); err != nil {
			return err
		}
	}
}

func (t *transfer) save() error {
	done, unsaved := t.board.toSave()
	if unsaved == 0 {
		return nil
	}
	if err := t.part.save(done); err != nil {
		return t.written(err)
	}
	t.board.saved(unsaved)
	return nil
}

// written names an error of writing.
func (t *transfer) written(err error) error {
	if !full(err) {
		return disk(err)
	}
	done, size, _ := t.board.counts()
	return errors.Join(missing(t.Root, t.part.f, size-done), err)
}

// sumOf reads a file as far as it is written until all of it is, and tells whether its
// sum is the one asked for.
func (t *transfer) sumOf(ctx context.Context, f readerAt, size int64) (bool, error) {
	if t.Sum.Kind == None {
		return true, nil
	}
	h := t.Sum.hash(size)
	buf := make([]byte, 512<<10)
	for at := int64(0); at < size; {
		to, err := t.board.prefix(ctx, at)
		if err != nil {
			return false, err
		}
		for at < to {
			n, err := f.ReadAt(buf[:min(int64(len(buf)), to-at)], at)
			if n == 0 {
				return false, disk(either(err, errShort))
			}
			h.Write(buf[:n])
			at += int64(n)
		}
	}
	return t.Sum.matches(h), nil
}

type readerAt interface {
	ReadAt(p []byte, off int64) (int, error)
}

// tell reports the progress until it is stopped.
func (t *transfer) tell(report func(Progress)) (stop func()) {
	if report == nil {
		return func() {}
	}
	done, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		var m meter
		tick := time.NewTicker(reportEvery)
		defer tick.Stop()
		for {
			report(t.progress(&m))
			select {
			case <-done:
				report(t.progress(&m))
				return
			case <-tick.C:
			}
		}
	}()
	return func() {
		close(done)
		<-stopped
	}
}

func (t *transfer) progress(m *meter) Progress {
	now := time.Now()
	done, size, received := t.board.counts()
	m.add(now, received)
	p := Progress{Done: done, Total: size, Received: received, PerSecond: m.perSecond(), Again: t.again.Load()}
	p.Verifying = size >= 0 && done == size
	p.Stalled = !p.Verifying && m.stalled(now)
	p.Left = left(size-done, p.PerSecond)
	return p
}
