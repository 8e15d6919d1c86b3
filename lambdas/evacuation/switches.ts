import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { isServes, type Serves } from '../../domain/traffic/slices.ts';
import { untilAnswered } from '../shared/deadline.ts';

/** What a Region serves, and the number of the change that said so: the machine's own write names both. */
export interface SwitchState {
  readonly serves: Serves;
  /** 0 when nobody ever changed it. */
  readonly revision: number;
  /** The game day that left the Region, `none` when somebody left it in earnest. */
  readonly game_day: string;
}

export interface Switches {
  /** A strong read of the Region that asks. */
  read(region: string): Promise<SwitchState>;
}

export const createSwitches = (client: DynamoDBClient, table: string): Switches => ({
  async read(region) {
    const command = new GetItemCommand({
      TableName: table,
      Key: { pk: { S: `SWITCH#${region}` }, sk: { S: 'SWITCH' } },
      ConsistentRead: true,
    });
    const { Item } = await untilAnswered((abortSignal) => client.send(command, { abortSignal }));
    const serves = Item?.serves?.S ?? 'all';
    if (!isServes(serves)) throw new Error(`the switch of ${region} stands on ${serves}`);
    return { serves, revision: Number(Item?.revision?.N ?? 0), game_day: Item?.game_day?.S ?? 'none' };
  },
});
