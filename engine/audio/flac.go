package audio

import (
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/mewkiz/flac"
	"github.com/mewkiz/flac/frame"
)

// decodeFLAC reads FLAC (RFC 9639). A frame that fails its checksum ends the
// clip there.
func decodeFLAC(src source) (Clip, error) {
	start, err := src.skipID3(0)
	if err != nil {
		return Clip{}, err
	}
	if err := checkStreamInfo(src, start); err != nil {
		return Clip{}, err
	}
	r, err := src.from(start, src.size-start)
	if err != nil {
		return Clip{}, err
	}
	stream, err := flac.New(r)
	if err != nil {
		return Clip{}, fmt.Errorf("%w: FLAC header: %w", broken(err), err)
	}
	info := stream.Info
	if info.NSamples > math.MaxInt64 {
		return Clip{}, fmt.Errorf("%w: FLAC of %d samples", ErrCorrupt, info.NSamples)
	}
	if err := checkShape(int(info.SampleRate), int(info.NChannels), int64(info.NSamples)); err != nil {
		return Clip{}, err
	}
	clip := Clip{Rate: int(info.SampleRate), Channels: make([][]float32, info.NChannels)}
	clip.Format = fmt.Sprintf("FLAC %d-bit", info.BitsPerSample)
	return readFrames(clip, stream)
}

// checkStreamInfo refuses a first metadata block of another kind: the library
// would set memory aside for whatever size it claims.
func checkStreamInfo(src source, start int64) error {
	head, err := src.peek(start, 8)
	if err != nil {
		return err
	}
	if len(head) < 8 {
		return fmt.Errorf("%w: the FLAC header stops after %d bytes", ErrTruncated, len(head))
	}
	if head[4]&0x7f != 0 || head[5] != 0 || head[6] != 0 || head[7] != 34 {
		return fmt.Errorf("%w: FLAC without stream info", ErrCorrupt)
	}
	return nil
}

func readFrames(clip Clip, stream *flac.Stream) (Clip, error) {
	info := stream.Info
	for {
		f, err := stream.ParseNext()
		if err == nil {
			err = appendFrame(&clip, f, stream)
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if errors.Is(err, ErrTooLong) || err != nil && clip.Samples() == 0 {
			return Clip{}, fmt.Errorf("%w: FLAC frame: %w", broken(err), err)
		}
		if err != nil {
			clip.warn(Damaged, "after %d samples: %v", clip.Samples(), err)
			break
		}
	}
	if clip.Samples() == 0 {
		if info.NSamples > 0 {
			return Clip{}, fmt.Errorf("%w: the FLAC header is all there is", ErrTruncated)
		}
		return Clip{}, fmt.Errorf("%w: FLAC without frames", ErrEmpty)
	}
	clip.trimTo(info.NSamples)
	if uint64(clip.Samples()) < info.NSamples {
		clip.Truncated = true
		clip.warn(Shortened, "holds %d of %d samples", clip.Samples(), info.NSamples)
	}
	return clip, nil
}

// trimTo drops samples beyond the declared number, where one is declared.
func (c *Clip) trimTo(samples uint64) {
	if samples == 0 || uint64(c.Samples()) <= samples {
		return
	}
	for i := range c.Channels {
		c.Channels[i] = c.Channels[i][:samples]
	}
}

func appendFrame(clip *Clip, f *frame.Frame, stream *flac.Stream) error {
	info := stream.Info
	if len(f.Subframes) != len(clip.Channels) || f.BitsPerSample != 0 && f.BitsPerSample != info.BitsPerSample {
		return fmt.Errorf("%w: the format changes inside the file", ErrCorrupt)
	}
	samples := len(f.Subframes[0].Samples)
	if err := checkShape(clip.Rate, len(clip.Channels), int64(clip.Samples()+samples)); err != nil {
		return err
	}
	scale := math.Ldexp(1, 1-int(info.BitsPerSample))
	for c, sub := range f.Subframes {
		if len(sub.Samples) != samples {
			return fmt.Errorf("%w: channels of different lengths", ErrCorrupt)
		}
		for _, v := range sub.Samples {
			clip.Channels[c] = append(clip.Channels[c], float32(float64(v)*scale))
		}
	}
	return nil
}

// broken tells a file that stops from one that is wrong.
func broken(err error) error {
	switch {
	case errors.Is(err, ErrTooLong):
		return ErrTooLong
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return ErrTruncated
	}
	return ErrCorrupt
}
