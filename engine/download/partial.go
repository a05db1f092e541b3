package download

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"sync"
)

// partial is a file that is not whole yet, on the disk.
type partial struct {
	root *os.Root
	name string
	f    *os.File
	room *hold

	mu    sync.Mutex
	state state
}

// openPartial goes on with what is there of want, or begins anew where that is
// something else. Nobody else may have it open: ErrBusy.
func openPartial(root *os.Root, name string, want state, space *Space) (*partial, error) {
	f, err := openLocked(root, name)
	if err != nil {
		return nil, err
	}
	p := &partial{root: root, name: name, f: f, state: want}
	if was, ok := p.before(want); ok {
		p.state = was
	} else if err := p.clear(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	p.room, err = space.hold(root, f, want.Size, p.state.Done.sum())
	if err != nil {
		if f.Close(); len(p.state.Done) == 0 {
			Discard(root, name)
		}
		return nil, err
	}
	return p, nil
}

func openLocked(root *os.Root, name string) (*os.File, error) {
	if err := makeFolder(root, name); err != nil {
		return nil, err
	}
	f, err := root.OpenFile(name+partSuffix, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, disk(err)
	}
	err = lock(f)
	if err == nil && !sameFile(root, name+partSuffix, f) {
		err = ErrBusy // whoever had it has just finished and renamed it
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return f, nil
}

func sameFile(root *os.Root, name string, f *os.File) bool {
	named, err := root.Stat(name)
	if err != nil {
		return false
	}
	open, err := f.Stat()
	return err == nil && open.Mode().IsRegular() && os.SameFile(named, open)
}

// before is the state that was saved, if it is one of the same content.
func (p *partial) before(want state) (state, bool) {
	was, err := readState(p.root, p.name)
	if err != nil || !was.same(want) {
		return state{}, false
	}
	info, err := p.f.Stat()
	return was, err == nil && info.Size() == was.Size
}

// clear forgets all bytes, the claim to have them first.
func (p *partial) clear() error {
	if err := p.root.Remove(p.name + stateSuffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return disk(err)
	}
	return disk(p.f.Truncate(0))
}

// save makes the bytes of done last, and then the claim that they are there.
func (p *partial) save(done spans) error {
	if err := p.f.Sync(); err != nil {
		return err
	}
	p.mu.Lock()
	p.state.Done = done
	s := p.state
	p.mu.Unlock()
	return s.write(p.root, p.name)
}

// change alters what the next save says beside the bytes.
func (p *partial) change(alter func(*state)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	alter(&p.state)
}

func (p *partial) saved() state {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state
}

// finish gives the file its name. Its bytes have been saved.
func (p *partial) finish() error {
	if err := p.f.Close(); err != nil {
		return disk(err)
	}
	if err := p.root.Rename(p.name+partSuffix, p.name); err != nil {
		return disk(err)
	}
	if err := Discard(p.root, p.name); err != nil {
		return err
	}
	folder, err := p.root.Open(path.Dir(p.name))
	if err != nil {
		return disk(err)
	}
	return errors.Join(syncFolder(folder), folder.Close())
}

// close leaves the partial file for another time.
func (p *partial) close() {
	p.f.Close() // what counts was synced
	p.room.release()
}
