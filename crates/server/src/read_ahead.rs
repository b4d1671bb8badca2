//! Reads what has come at once, for a reader whose own buffer is small.

use std::io;
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_util::bytes::Bytes;

/// Room on the stack, taken for a moment. Most messages fit.
const ROOM: usize = 8 * 1024;

/// A connection that is read from by few calls into the system, and that takes no memory of its own while nothing comes.
pub(crate) struct ReadAhead<S> {
    stream: S,
    /// What the reader had no room for.
    ahead: Bytes,
}

impl<S> ReadAhead<S> {
    pub(crate) fn new(stream: S) -> ReadAhead<S> {
        ReadAhead { stream, ahead: Bytes::new() }
    }

    fn take_ahead(&mut self, buffer: &mut ReadBuf<'_>) {
        let taken = self.ahead.split_to(self.ahead.len().min(buffer.remaining()));
        buffer.put_slice(&taken);
        if self.ahead.is_empty() {
            self.ahead = Bytes::new();
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for ReadAhead<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.ahead.is_empty() {
            if buffer.remaining() >= ROOM {
                return Pin::new(&mut this.stream).poll_read(cx, buffer);
            }
            let mut room = [MaybeUninit::uninit(); ROOM];
            let mut read = ReadBuf::uninit(&mut room);
            ready!(Pin::new(&mut this.stream).poll_read(cx, &mut read))?;
            let (now, later) = read.filled().split_at(read.filled().len().min(buffer.remaining()));
            buffer.put_slice(now);
            this.ahead = Bytes::copy_from_slice(later);
        } else {
            this.take_ahead(buffer);
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for ReadAhead<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    #[tokio::test]
    async fn everything_comes_in_its_order_whatever_the_readers_buffer() {
        let sent: Vec<u8> = (0..40_000_u32).map(|n| (n % 251) as u8).collect();
        for size in [1, 7, 512, ROOM, 3 * ROOM] {
            let (mut client, server) = duplex(20_000);
            let written = sent.clone();
            tokio::spawn(async move { client.write_all(&written).await });
            let mut reader = ReadAhead::new(server);
            let mut received = Vec::new();
            let mut buffer = vec![0; size];
            while let count @ 1.. = reader.read(&mut buffer).await.unwrap() {
                received.extend_from_slice(&buffer[..count]);
            }
            assert!(received == sent, "{size}");
        }
    }

    #[tokio::test]
    async fn what_was_read_ahead_is_forgotten_once_it_is_taken() {
        let (mut client, server) = duplex(1000);
        client.write_all(b"abcdef").await.unwrap();
        let mut reader = ReadAhead::new(server);
        let mut buffer = [0; 4];
        reader.read_exact(&mut buffer).await.unwrap();
        assert_eq!((&buffer, &reader.ahead[..]), (b"abcd", &b"ef"[..]));
        reader.read_exact(&mut buffer[..2]).await.unwrap();
        assert_eq!((&buffer[..2], reader.ahead.is_empty()), (&b"ef"[..], true));
    }
}
