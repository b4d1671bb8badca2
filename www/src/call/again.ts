import type { Ending } from './reasons';
import { numbers } from './reasons';

// What would only end the same way, or goes on elsewhere.
const NOT_AGAIN = [
  '0/5000',
  '401/10009',
  '403/40301',
  '403/40302',
  '403/40303',
  '413/41301',
  '429/0',
  '487/10003',
  '495/4507',
];

/** What to offer after a call for one more, in words; nothing where that makes no sense. */
export function offerAfter({ direction, answered, reason }: Ending): string | undefined {
  if (NOT_AGAIN.includes(numbers(reason))) return undefined;
  return direction === 'Incoming' && !answered ? 'Call them' : 'Call again';
}

/** Whether a call ended because more people were called than the server allows in one. */
export function wasTooLarge({ reason }: Ending): boolean {
  return numbers(reason) === '413/41301';
}
