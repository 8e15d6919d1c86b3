import type { APIGatewayProxyEvent } from 'aws-lambda';

/** A header by its name in small letters; empty when it was not sent. */
export const headerOf = ({ headers }: APIGatewayProxyEvent, name: string): string =>
  Object.entries(headers ?? {}).find(([own]) => own.toLowerCase() === name)?.[1] ?? '';

/** The body as it was sent, byte for byte: what a signature is about. */
export const textBody = ({ body, isBase64Encoded }: APIGatewayProxyEvent): string =>
  isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : (body ?? '');
