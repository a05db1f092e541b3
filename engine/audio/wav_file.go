package audio

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// ErrClosed says that a writer or player was used after its end.
var ErrClosed = errors.New("audio: already closed")

// WriteWAVFile writes a wave as a 16-bit mono file (see WriteWAV). The file
// appears whole or not at all.
func WriteWAVFile(path string, wave []float32, rate int) error {
	if err := checkWritable(rate, int64(len(wave))); err != nil {
		return err
	}
	w, err := CreateWAV(path, rate)
	if err != nil {
		return err
	}
	if err := w.Write(wave); err != nil {
		return errors.Join(err, w.Abort())
	}
	return w.Close()
}

// WAVWriter writes speech of unknown length to a 16-bit mono file. Nothing
// stands under the file's name until Close.
type WAVWriter struct {
	path    string
	file    *os.File
	buf     *bufio.Writer
	format  wavFormat
	samples int64
	err     error // the first failure; Close then gives the file up
}

// CreateWAV starts a file; end it with Close, or Abort to leave nothing.
func CreateWAV(path string, rate int) (*WAVWriter, error) {
	if err := checkWritable(rate, 0); err != nil {
		return nil, err
	}
	file, err := createBeside(path)
	if err != nil {
		return nil, fmt.Errorf("audio: create %s: %w", path, err)
	}
	w := &WAVWriter{path: path, file: file, buf: bufio.NewWriterSize(file, 1<<16), format: written}
	w.format.rate = rate
	if _, err := w.format.header(0).WriteTo(w.buf); err != nil {
		return nil, errors.Join(fmt.Errorf("audio: write %s: %w", path, err), w.Abort())
	}
	return w, nil
}

// createBeside makes a hidden file next to path, with the permissions that a
// new file there has.
func createBeside(path string) (*os.File, error) {
	for i := 0; ; i++ {
		name := filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%d-%d.part", filepath.Base(path), os.Getpid(), i))
		file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, os.ErrExist) || i > 1000 {
			return file, err
		}
	}
}

// Write appends samples in [-1, 1].
func (w *WAVWriter) Write(wave []float32) error {
	if w.file == nil {
		return ErrClosed
	}
	if w.err == nil {
		w.err = checkWritable(w.format.rate, w.samples+int64(len(wave)))
	}
	if w.err == nil {
		if err := writeSamples(w.buf, wave); err != nil {
			w.err = fmt.Errorf("audio: write %s: %w", w.path, err)
		}
	}
	if w.err == nil {
		w.samples += int64(len(wave))
	}
	return w.err
}

// Samples returns how many samples were written.
func (w *WAVWriter) Samples() int64 { return w.samples }

// Close writes the sizes, syncs the file and gives it its name. After a
// failure nothing is left behind and the name's old file stays as it was.
func (w *WAVWriter) Close() error {
	if w.file == nil {
		return ErrClosed
	}
	if err := w.finish(); err != nil {
		return errors.Join(fmt.Errorf("audio: write %s: %w", w.path, err), w.Abort())
	}
	part := w.file.Name()
	err := w.file.Close()
	w.file = nil
	if err == nil {
		err = os.Rename(part, w.path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("audio: write %s: %w", w.path, err), os.Remove(part))
	}
	return syncFolder(filepath.Dir(w.path))
}

func (w *WAVWriter) finish() error {
	if w.err != nil {
		return w.err
	}
	if err := w.buf.Flush(); err != nil {
		return err
	}
	if _, err := w.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if _, err := w.format.header(2 * w.samples).WriteTo(w.file); err != nil {
		return err
	}
	return w.file.Sync()
}

// Abort removes what was written. After Close it does nothing.
func (w *WAVWriter) Abort() error {
	if w.file == nil {
		return nil
	}
	name := w.file.Name()
	err := errors.Join(w.file.Close(), os.Remove(name))
	w.file = nil
	return err
}

// syncFolder makes a rename last through a power cut. Windows neither allows
// nor needs it.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("audio: sync %s: %w", dir, err)
	}
	return errors.Join(f.Sync(), f.Close())
}
