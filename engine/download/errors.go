package download

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"syscall"
)

// What a download can meet. Where nothing else is said, what has arrived stays and a
// later Fetch goes on from there.
var (
	ErrUnsafeName  = errors.New("download: not a name to keep a file under")
	ErrSum         = errors.New("download: not a sum to check a file with")
	ErrBusy        = errors.New("download: another program is fetching this file")
	ErrNoSpace     = errors.New("download: not enough room on the disk") // *NoSpace says how much is missing
	ErrReadOnly    = errors.New("download: the folder cannot be written to")
	ErrUnreachable = errors.New("download: the connection failed again and again")
	ErrStalled     = errors.New("download: nothing arrived any more")
	ErrServer      = errors.New("download: the server could not answer again and again")
	ErrRefused     = errors.New("download: the server refused to hand the file out")
	ErrGone        = errors.New("download: the file is no longer there")
	ErrNotFile     = errors.New("download: something else than the file was answered") // a portal, a filter, another encoding
	ErrSize        = errors.New("download: the file does not have the size it should have")
	ErrChanged     = errors.New("download: the file changed while it was fetched")
	ErrCorrupt     = errors.New("download: the source gives wrong bytes") // fetched twice, and nothing is kept
)

// NoSpace is ErrNoSpace with the bytes that are missing.
type NoSpace struct{ Missing int64 }

func (e *NoSpace) Error() string {
	return fmt.Sprintf("%v: %d bytes are missing", ErrNoSpace, e.Missing)
}

func (e *NoSpace) Unwrap() error { return ErrNoSpace }

// disk names what the system says of a file that cannot be written.
func disk(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	}
	return err
}

// bare takes the address out of an error of net/http: its query may be a signature.
func bare(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// either is err, or where that is nil what stands for it.
func either(err, instead error) error {
	if err != nil {
		return err
	}
	return instead
}
